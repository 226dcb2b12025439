package io.jenkins.plugins.flinkdeploy.engine.status;

import java.util.Optional;

/**
 * Which version runs and which one is wanted.
 *
 * @param running commit whose job runs, empty when that is not known
 * @param desired commit that was applied last
 * @param configHash hash over the configuration that was applied last
 * @param image the image that was applied last
 * @param flinkVersion Flink's version as the resource has it, for instance {@code v1_20}
 */
public record VersionStatus(
        Optional<String> running,
        Optional<String> desired,
        Optional<String> configHash,
        Optional<String> image,
        Optional<String> flinkVersion) {}
