package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.definition.DeploySettings;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.time.Instant;
import java.util.Optional;

/**
 * What a deployment was asked to do; never changes.
 *
 * @param id identity of this deployment; every effect carries it, so doing one twice is the same as doing it once
 * @param target what people call the target: {@code orders.main}
 * @param resource the resource to deploy
 * @param settings time limits and policies
 * @param provenance where it comes from
 * @param dryRun only show what would be done
 * @param force deploy although nothing changed, or although this commit was rolled back before
 * @param createdAt when it was asked for
 */
public record Order(
        String id,
        String target,
        ResourceId resource,
        DeploySettings settings,
        Provenance provenance,
        boolean dryRun,
        boolean force,
        Instant createdAt) {

    /**
     * Where a deployment comes from.
     *
     * @param commit git commit, in full
     * @param buildUrl the build that deploys it
     * @param deployedBy who caused it
     */
    public record Provenance(Optional<String> commit, Optional<String> buildUrl, Optional<String> deployedBy) {
        public static final Provenance UNKNOWN = new Provenance(Optional.empty(), Optional.empty(), Optional.empty());
    }
}
