package io.jenkins.plugins.flinkdeploy.engine.kube;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs the calls of one listener one after another on a shared pool, so that a slow listener delays only itself. */
final class Mailbox {
    private static final Logger LOGGER = Logger.getLogger(Mailbox.class.getName());

    private final Executor pool;
    private final Queue<Runnable> calls = new ArrayDeque<>();
    private boolean draining;
    private boolean closed;

    Mailbox(Executor pool) {
        this.pool = pool;
    }

    synchronized void post(Runnable call) {
        if (closed) {
            return;
        }
        calls.add(call);
        if (!draining) {
            draining = true;
            submit();
        }
    }

    synchronized void close() {
        closed = true;
        calls.clear();
    }

    private void submit() {
        try {
            pool.execute(this::runOne);
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "The cluster connection is closed; a listener is not called any more.", e);
            close();
        }
    }

    /** One call per turn, so that a listener with many waiting calls does not keep a thread from the others. */
    private void runOne() {
        Runnable call;
        synchronized (this) {
            call = calls.poll();
            if (call == null) {
                draining = false;
                return;
            }
        }
        try {
            call.run();
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "A listener of a cluster watch failed.", e);
        }
        synchronized (this) {
            if (calls.isEmpty()) {
                draining = false;
            } else {
                submit();
            }
        }
    }
}
