package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Applies the resource of a deployment once, however often it is asked to. */
final class ResourceWriter {
    private final ClusterApi cluster;
    private final Clock clock;

    ResourceWriter(ClusterApi cluster, Clock clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    /**
     * Between a decision and its effect lie a crash and any time until somebody resumes: the lease may be another's, another
     * deployment may have come and gone, and an earlier request may have arrived although nobody was there to hear the answer. What
     * was decided must not replace what another deployment applied, and what has arrived is not sent again.
     */
    Input write(Deployment deployment, Manifest manifest) {
        Order order = deployment.order();
        Optional<Manifest> live;
        try {
            Optional<String> heldBy = new TargetLease(cluster, order).acquire(clock.instant());
            if (heldBy.isPresent()) {
                return overtaken("Deployment " + heldBy.get() + " took over the target's lease meanwhile.");
            }
            live = cluster.get(order.resource());
        } catch (ClusterException e) {
            return new Input.Failed(
                    clock.instant(),
                    ClusterEffects.describe(order.resource(), false, e),
                    ClusterEffects.isPassing(deployment, e),
                    false);
        }
        Optional<String> stands = live.flatMap(found -> found.annotation(Annotations.DEPLOYMENT_ID));
        Optional<String> before = deployment.before().flatMap(Before::deploymentId);
        boolean ours = stands.filter(order.id()::equals).isPresent();
        if (stands.isPresent() && !ours && !stands.equals(before)) {
            return overtaken("Deployment " + stands.get() + " applied " + order.resource() + " meanwhile.");
        }
        boolean arrived = ours && live.flatMap(ResourceWriter::content).equals(content(manifest));
        return applied(arrived ? live.get() : cluster.apply(manifest, false));
    }

    /** A rollback stands there under the same id as the deployment that it takes back. */
    private static Optional<String> content(Manifest manifest) {
        return manifest.annotation(Annotations.CONTENT_HASH);
    }

    private Input applied(Manifest manifest) {
        return new Input.Applied(
                now(),
                manifest.textAt("/metadata/uid").orElse(""),
                manifest.at("/metadata/generation").asLong());
    }

    private Input overtaken(String problem) {
        return new Input.Overtaken(now(), problem);
    }

    private Instant now() {
        return clock.instant();
    }
}
