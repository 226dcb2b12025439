package io.jenkins.plugins.flinkdeploy.engine.savepoint;

import java.time.Instant;
import java.util.Optional;

/**
 * A savepoint as it is written down on the cluster beside the resource, so that it is found again, and retained or removed.
 *
 * @param id the deployment or savepoint run that took it
 * @param savepoint what was taken
 * @param method how the operator was asked for it
 * @param takenAt when it was known to be complete
 * @param askedBy who asked for it
 * @param buildUrl the build that asked for it
 */
public record SavepointRecord(
        String id,
        SavepointTaken savepoint,
        SavepointMethod method,
        Instant takenAt,
        Optional<String> askedBy,
        Optional<String> buildUrl) {}
