package io.jenkins.plugins.flinkdeploy.engine.deploy;

import java.time.Duration;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads as the work needs them: a task goes to a thread that is idle; where there is none, a new one is made up to the limit;
 * beyond it tasks queue up. Java's own pool makes one for each task until it has all of them, idle ones or not.
 */
public final class WorkPool {
    private WorkPool() {}

    /**
     * A pool without threads yet.
     *
     * @param most how many threads it may have
     * @param idle after which time a thread without work ends
     */
    public static ThreadPoolExecutor of(int most, Duration idle, ThreadFactory threads) {
        Handover queue = new Handover();
        return new ThreadPoolExecutor(0, most, idle.toMillis(), TimeUnit.MILLISECONDS, queue, threads, (task, pool) -> {
            if (pool.isShutdown()) {
                throw new RejectedExecutionException("The pool is shut down.");
            }
            queue.put(task);
            // The last thread may have ended for want of work in this very moment.
            if (pool.getPoolSize() == 0 && queue.remove(task)) {
                pool.execute(task);
            }
        });
    }

    /** Takes a task only when a thread waits for it, so that the pool makes a new thread otherwise. */
    private static final class Handover extends LinkedTransferQueue<Runnable> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean offer(Runnable task) {
            return tryTransfer(task);
        }
    }
}
