package io.jenkins.plugins.flinkdeploy.engine.health;

import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A FlinkStateSnapshot as the operator's status tells it.
 *
 * @param name its name
 * @param job the resource that it is taken of, {@code FlinkDeployment/orders-main}
 * @param state TRIGGER_PENDING, IN_PROGRESS, COMPLETED, FAILED or ABANDONED; empty while the operator has not seen it
 * @param path where the savepoint lies once it is completed
 * @param error why it failed or was abandoned, or why its newest attempt failed
 * @param failures attempts that failed
 * @param at when it was completed or failed
 */
public record SnapshotSeen(
        String name,
        String job,
        Optional<String> state,
        Optional<String> path,
        Optional<String> error,
        int failures,
        Optional<Instant> at) {
    /** Reads a snapshot as the API server returned it. */
    public static SnapshotSeen of(Manifest manifest) {
        return new SnapshotSeen(
                manifest.name(),
                manifest.textAt("/spec/jobReference/kind").orElse("") + "/"
                        + manifest.textAt("/spec/jobReference/name").orElse(""),
                manifest.textAt("/status/state"),
                manifest.textAt("/status/path").filter(path -> !path.isBlank()),
                manifest.textAt("/status/error").filter(error -> !error.isBlank()),
                manifest.at("/status/failures").asInt(),
                manifest.textAt("/status/resultTimestamp").flatMap(SnapshotSeen::time));
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    public boolean is(String wanted) {
        return state.filter(wanted::equals).isPresent();
    }
}
