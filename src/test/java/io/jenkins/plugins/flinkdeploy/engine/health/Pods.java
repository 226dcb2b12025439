package io.jenkins.plugins.flinkdeploy.engine.health;

import java.time.Instant;
import java.util.Optional;

/** Pods for tests. */
public final class Pods {
    private Pods() {}

    /** A JobManager's pod whose container waits. */
    public static PodSeen waiting(String reason, String message, Instant createdAt) {
        return new PodSeen(
                "orders-main-7d4f",
                "jobmanager",
                Optional.of(createdAt),
                "Pending",
                false,
                Optional.of(reason),
                Optional.of(message).filter(text -> !text.isEmpty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty());
    }

    /** A task manager's pod whose container ended and was restarted. */
    public static PodSeen ended(
            Optional<String> waitingReason, String reason, int exitCode, Instant createdAt, Instant endedAt) {
        return new PodSeen(
                "orders-main-taskmanager-1-1",
                "taskmanager",
                Optional.of(createdAt),
                "Running",
                waitingReason.isEmpty(),
                waitingReason,
                Optional.empty(),
                Optional.of(reason),
                Optional.of(endedAt),
                Optional.of(exitCode),
                2,
                Optional.empty(),
                Optional.empty());
    }

    /** A pod for which no node has room. */
    public static PodSeen unschedulable(String message, Instant createdAt) {
        return new PodSeen(
                "orders-main-taskmanager-1-1",
                "taskmanager",
                Optional.of(createdAt),
                "Pending",
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.of(message),
                Optional.empty());
    }

    /** A task manager of native mode that was killed: its pod is not started again, Flink makes another. */
    public static PodSeen failed(String reason, int exitCode, Instant createdAt, Instant endedAt) {
        return new PodSeen(
                "orders-main-taskmanager-1-1",
                "taskmanager",
                Optional.of(createdAt),
                "Failed",
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.of(reason),
                Optional.of(endedAt),
                Optional.of(exitCode),
                0,
                Optional.empty(),
                Optional.empty());
    }
}
