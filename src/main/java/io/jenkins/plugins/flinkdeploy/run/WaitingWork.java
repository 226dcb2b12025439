package io.jenkins.plugins.flinkdeploy.run;

import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Work of a run that waits for a cluster, with what is the same for all: it ends once, on whatever thread, and what ends because this
 * session of the controller ends is no failure.
 *
 * @param <R> what it finds out
 */
abstract class WaitingWork<R> implements UnderWay, Waiting<R> {
    private static final Logger LOGGER = Logger.getLogger(WaitingWork.class.getName());

    private final DeployFront front;
    private final String owner;
    private final DeployRuntime runtime = DeployRuntime.get();
    private final CompletableFuture<R> end = new CompletableFuture<>();
    private Optional<String> abortBy = Optional.empty();
    private boolean detached;

    WaitingWork(DeployFront front) {
        this.front = front;
        this.owner = Owners.of(front);
    }

    final DeployFront front() {
        return front;
    }

    final DeployRuntime runtime() {
        return runtime;
    }

    @Override
    public final CompletableFuture<R> end() {
        return end;
    }

    @Override
    public final boolean isOf(Run<?, ?> run) {
        return run.getExternalizableId().equals(owner);
    }

    @Override
    public final void abort(String by) {
        synchronized (this) {
            abortBy = Optional.of(by);
        }
        abortRunning(by);
    }

    @Override
    public final void detach() {
        synchronized (this) {
            detached = true;
        }
        detachRunning();
        runtime.ended(this);
    }

    /** Tells what is running, where there is such a thing yet, that a person wants it to end. */
    abstract void abortRunning(String by);

    /** Stops looking after what is running; the next session goes on from its saved state. */
    abstract void detachRunning();

    final synchronized boolean isDetached() {
        return detached;
    }

    final synchronized Optional<String> abortBy() {
        return abortBy;
    }

    /**
     * To be asked before anything is done.
     *
     * @throws UserException when a person wants it to end already
     */
    final void requireWanted() {
        Optional<String> by = abortBy();
        if (by.isPresent()) {
            throw new UserException(Messages.RunDeployment_abortedBeforeStart(by.get()), "", "");
        }
    }

    /** Begins on the pool; whatever is thrown ends the work. */
    final void begin(Work work) {
        runtime.started(this);
        end.whenComplete((result, problem) -> runtime.ended(this));
        runtime.workers().execute(() -> {
            try {
                work.run();
            } catch (UserException e) {
                LOGGER.log(Level.FINE, e, () -> "A step ended");
                fail(new AbortException(e.getMessage()));
            } catch (IOException | RuntimeException e) {
                fail(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                fail(e);
            }
        });
    }

    final void fail(Throwable problem) {
        if (!isDetached()) {
            end.completeExceptionally(problem);
        }
    }

    /** What may throw. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException, InterruptedException;
    }
}
