package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.health.JobSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.ResourceSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.Role;
import io.jenkins.plugins.flinkdeploy.engine.health.SavepointSeen;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.record.Revision;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import io.jenkins.plugins.flinkdeploy.engine.resource.ClusterSpec;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.Comparison;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads from a live resource what a deployment must know before it touches it. */
final class BaselineReader {
    private BaselineReader() {}

    /**
     * Reads a baseline.
     *
     * @param live the resource as it is, empty on a first deploy
     * @param read what it is like
     * @param after the resource as the API server says it would be after the apply
     * @param revisions revisions of the resource, newest first
     */
    static Before read(
            Optional<Manifest> live, Function<Manifest, ResourceSeen> read, Manifest after, List<Revision> revisions) {
        long next = revisions.isEmpty() ? 1 : revisions.get(0).number() + 1;
        Optional<Revision> lastGood = revisions.stream().findFirst();
        if (live.isEmpty()) {
            return new Before(
                    false,
                    0,
                    JobSeen.NONE,
                    false,
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    true,
                    lastGood,
                    next,
                    Optional.empty());
        }
        Manifest manifest = live.get();
        ResourceSeen seen = read.apply(manifest);
        boolean current = seen.acceptedGeneration() >= seen.generation();
        return new Before(
                true,
                seen.generation(),
                seen.job(),
                current && seen.lifecycleIs("STABLE") && works(seen),
                seen.suspendedByIntent(),
                seen.deploymentId(),
                manifest.annotation(Annotations.COMMIT),
                manifest.annotation(Annotations.CONTENT_HASH),
                ClusterSpec.textAt(manifest, "/image"),
                Comparison.restartsJob(manifest, after),
                lastGood,
                next,
                seen.lastSavepoint().map(SavepointSeen::location));
    }

    private static boolean works(ResourceSeen seen) {
        if (seen.role() == Role.BLUE_GREEN
                && seen.error().filter(error -> !error.isPassing()).isPresent()) {
            // The colour before works, but the specification was given up.
            return false;
        }
        return seen.role() == Role.SESSION_CLUSTER
                ? seen.jobManagerIs("READY")
                : seen.job().is("RUNNING");
    }
}
