package io.jenkins.plugins.flinkdeploy.engine.record;

import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One successful deployment, as it is kept on the cluster beside the resource: enough to see what ran and to go back to it.
 *
 * @param deploymentId id of the deployment
 * @param number counts up by one with every revision of the resource
 * @param manifest the resource as this tool applied it
 * @param configHash hash over the configuration
 * @param contentHash hash over everything that makes a redeploy necessary
 * @param commit git commit that was deployed
 * @param buildUrl the build that did it
 * @param deployedBy who caused it
 * @param imageDigest digest of the image
 * @param savepoint the savepoint that was taken before or while it was deployed
 * @param deployedAt when it was healthy
 * @param took from the start of the deployment until it was healthy
 * @param downtime how long no job ran, empty on a first deploy or when nothing stopped
 */
public record Revision(
        String deploymentId,
        long number,
        Manifest manifest,
        String configHash,
        String contentHash,
        Optional<String> commit,
        Optional<String> buildUrl,
        Optional<String> deployedBy,
        Optional<String> imageDigest,
        Optional<String> savepoint,
        Instant deployedAt,
        Duration took,
        Optional<Duration> downtime) {

    /** The same revision with another resource to apply. */
    public Revision with(Manifest other) {
        return new Revision(
                deploymentId,
                number,
                other,
                configHash,
                contentHash,
                commit,
                buildUrl,
                deployedBy,
                imageDigest,
                savepoint,
                deployedAt,
                took,
                downtime);
    }
}
