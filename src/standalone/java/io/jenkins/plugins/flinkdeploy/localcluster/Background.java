package io.jenkins.plugins.flinkdeploy.localcluster;

import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A part of the cluster's start that goes on beside the others.
 *
 * @param <T> what it brings
 */
final class Background<T> {
    private final String purpose;
    private final FutureTask<T> task;

    private Background(String purpose, FutureTask<T> task) {
        this.purpose = purpose;
        this.task = task;
    }

    /**
     * @param purpose what it is about, as it stands in "... could not be had"
     */
    static <T> Background<T> start(String purpose, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, purpose);
        thread.setDaemon(true);
        thread.start();
        return new Background<>(purpose, task);
    }

    /** Waits for the result. */
    T result() {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException(
                    "The start of the local cluster was interrupted.", "Nothing is left running.", "", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof UserException cause
                    ? cause
                    : new UserException(
                            "For the local cluster " + purpose + " could not be had: " + e.getCause() + ".",
                            "Nothing is left running.",
                            "",
                            e);
        }
    }
}
