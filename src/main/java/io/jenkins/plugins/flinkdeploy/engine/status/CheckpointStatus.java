package io.jenkins.plugins.flinkdeploy.engine.status;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The checkpoints of a job since its JobManager started it.
 *
 * @param completed how many completed
 * @param restored how often the job was restored
 * @param lastAt when the newest completed one was triggered
 * @param lastSizeBytes size of the newest completed one
 * @param lastFailure why the newest failed one failed
 */
public record CheckpointStatus(
        OptionalInt completed,
        OptionalInt failed,
        OptionalInt inProgress,
        OptionalInt restored,
        Optional<Instant> lastAt,
        OptionalLong lastSizeBytes,
        Optional<String> lastFailure) {}
