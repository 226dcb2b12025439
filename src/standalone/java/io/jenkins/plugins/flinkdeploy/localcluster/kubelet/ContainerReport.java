package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What is to be said about one container.
 *
 * @param state waiting, running or terminated
 * @param last how the run before ended; null when there was none
 * @param restarts how often it was started again
 * @param imageId the image with its digest, empty before it was pulled
 * @param started whether its startup probe has passed
 * @param ready whether its readiness probe passes
 */
record ContainerReport(
        ContainerState state, ContainerState last, int restarts, String imageId, boolean started, boolean ready) {

    static ContainerReport created() {
        return new ContainerReport(waitingState("ContainerCreating", null), null, 0, "", false, false);
    }

    ContainerReport waiting(String reason, String message) {
        return new ContainerReport(waitingState(reason, message), last, restarts, imageId, false, false);
    }

    ContainerReport running(Instant since) {
        ContainerState running = new ContainerStateBuilder()
                .withNewRunning()
                .withStartedAt(time(since))
                .endRunning()
                .build();
        return new ContainerReport(running, last, restarts, imageId, false, false);
    }

    ContainerReport terminated(int exitCode, String reason, String message, Instant from, Instant to) {
        ContainerState terminated = new ContainerStateBuilder()
                .withNewTerminated()
                .withExitCode(exitCode)
                .withReason(reason)
                .withMessage(message)
                .withStartedAt(time(from))
                .withFinishedAt(time(to))
                .endTerminated()
                .build();
        return new ContainerReport(terminated, last, restarts, imageId, false, false);
    }

    /** The next run of a container after its wait is over. */
    ContainerReport restarted() {
        return new ContainerReport(state, last, restarts + 1, imageId, started, ready);
    }

    ContainerReport probed(boolean nowStarted, boolean nowReady) {
        return new ContainerReport(state, last, restarts, imageId, nowStarted, nowReady);
    }

    ContainerReport pulled(String id) {
        return new ContainerReport(state, last, restarts, id, started, ready);
    }

    /** Keeps the ended run as the last one while the container waits for its next. */
    ContainerReport ended() {
        return new ContainerReport(state, state, restarts, imageId, false, false);
    }

    boolean isRunning() {
        return state.getRunning() != null;
    }

    boolean hasEnded() {
        return state.getTerminated() != null;
    }

    boolean hasSucceeded() {
        return hasEnded() && state.getTerminated().getExitCode() == 0;
    }

    ContainerStatus status(Container container) {
        ContainerStatus status = new ContainerStatus();
        status.setName(container.getName());
        status.setImage(container.getImage());
        status.setImageID(imageId);
        status.setState(state);
        status.setLastState(last == null ? new ContainerState() : last);
        status.setRestartCount(restarts);
        status.setStarted(started);
        status.setReady(ready);
        return status;
    }

    private static ContainerState waitingState(String reason, String message) {
        return new ContainerStateBuilder()
                .withNewWaiting()
                .withReason(reason)
                .withMessage(message)
                .endWaiting()
                .build();
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
