package io.jenkins.plugins.flinkdeploy.engine.health;

import java.time.Instant;
import java.util.Optional;

/**
 * One pod of the deployment, as far as it tells why a job does not come up.
 *
 * @param name the pod's name
 * @param component {@code jobmanager} or {@code taskmanager}, empty when it has no such label
 * @param createdAt when it was created, empty when the API server did not say
 * @param phase Kubernetes' pod phase
 * @param ready whether the pod is ready
 * @param waitingReason why its main container waits (ImagePullBackOff, CrashLoopBackOff, …)
 * @param waitingMessage Kubernetes' words for it
 * @param terminatedReason why the container ended last (Error, OOMKilled)
 * @param terminatedAt when it ended last, empty when it never ended
 * @param exitCode its exit code then, empty when it never ended
 * @param restarts how often Kubernetes restarted the container
 * @param unschedulable Kubernetes' message when no node takes the pod
 * @param lastWords the telling lines of the log of the container that ended last, where they were read; else its termination
 *     message
 */
public record PodSeen(
        String name,
        String component,
        Optional<Instant> createdAt,
        String phase,
        boolean ready,
        Optional<String> waitingReason,
        Optional<String> waitingMessage,
        Optional<String> terminatedReason,
        Optional<Instant> terminatedAt,
        Optional<Integer> exitCode,
        int restarts,
        Optional<String> unschedulable,
        Optional<String> lastWords) {

    /** The same pod, with what its container said before it ended. */
    public PodSeen withLastWords(Optional<String> words) {
        return new PodSeen(
                name,
                component,
                createdAt,
                phase,
                ready,
                waitingReason,
                waitingMessage,
                terminatedReason,
                terminatedAt,
                exitCode,
                restarts,
                unschedulable,
                words);
    }

    /** Whether its container ended by itself or was killed, not because the pod was deleted (SIGTERM) or its work was done. */
    public boolean brokeDown() {
        return terminatedReason.isPresent()
                && exitCode.filter(code -> code != 0 && code != 143).isPresent();
    }

    public boolean ranOutOfMemory() {
        return terminatedReason.filter("OOMKilled"::equals).isPresent();
    }

    public boolean isJobManager() {
        return "jobmanager".equals(component);
    }
}
