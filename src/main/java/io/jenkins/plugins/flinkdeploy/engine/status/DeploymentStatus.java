package io.jenkins.plugins.flinkdeploy.engine.status;

import io.jenkins.plugins.flinkdeploy.engine.record.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A deployment that came to its end well, from the revision records on the cluster.
 *
 * @param number counts up by one with every revision
 * @param at when it was healthy
 * @param took from its start until then
 * @param downtime how long no job ran
 */
public record DeploymentStatus(
        long number,
        Optional<String> commit,
        Optional<String> by,
        Optional<String> buildUrl,
        Instant at,
        Duration took,
        Optional<Duration> downtime) {
    static DeploymentStatus of(Revision revision) {
        return new DeploymentStatus(
                revision.number(),
                revision.commit(),
                revision.deployedBy(),
                revision.buildUrl(),
                revision.deployedAt(),
                revision.took(),
                revision.downtime());
    }
}
