package io.jenkins.plugins.flinkdeploy.engine.deploy;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A savepoint of this deployment.
 *
 * @param path where it is
 * @param jobId the job it is of
 * @param origin {@code before} for the backup taken before the apply, {@code upgrade} for the operator's own
 * @param sizeBytes its size, when Flink told
 * @param took how long it took, when that was seen
 */
public record SavepointTaken(
        String path, Optional<String> jobId, String origin, OptionalLong sizeBytes, Optional<Duration> took) {
    public static final String BEFORE = "before";
    public static final String UPGRADE = "upgrade";
}
