package io.jenkins.plugins.flinkdeploy.run;

import hudson.model.Run;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/**
 * A {@link RunTask} on the threads that this controller has for such work, so that no thread of the Pipeline is held.
 *
 * @param <R> what it finds out
 */
public final class RunWork<R> implements UnderWay {
    private final DeployRuntime runtime = DeployRuntime.get();
    private final CompletableFuture<R> end = new CompletableFuture<>();
    private final String owner;
    private Future<?> thread;
    private boolean detached;

    private RunWork(String owner) {
        this.owner = owner;
        end.whenComplete((result, problem) -> runtime.ended(this));
    }

    /** Begins, for the first time or again. */
    public static <R> RunWork<R> begin(RunTask<R> task, RunFront front) {
        RunWork<R> work = new RunWork<>(Owners.of(front));
        work.runtime.started(work);
        synchronized (work) {
            work.thread = work.runtime.workers().submit(() -> work.run(task, front));
        }
        return work;
    }

    private void run(RunTask<R> task, RunFront front) {
        try {
            R result = task.run(front);
            if (!isDetached()) {
                end.complete(result);
            }
        } catch (IOException | RuntimeException e) {
            fail(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(e);
        }
    }

    /** Completes with what was found out, else with what went wrong. */
    public CompletableFuture<R> end() {
        return end;
    }

    /** Ends it; {@link #end} completes with the reason. */
    public void stop(Throwable reason) {
        end.completeExceptionally(reason);
        synchronized (this) {
            thread.cancel(true);
        }
    }

    @Override
    public boolean isOf(Run<?, ?> run) {
        return run.getExternalizableId().equals(owner);
    }

    @Override
    public void detach() {
        synchronized (this) {
            detached = true;
            thread.cancel(true);
        }
        runtime.ended(this);
    }

    /** What fails because this session of the controller ends is no failure: the next one begins with it again. */
    private void fail(Exception problem) {
        if (!isDetached()) {
            end.completeExceptionally(problem);
        }
    }

    private synchronized boolean isDetached() {
        return detached;
    }
}
