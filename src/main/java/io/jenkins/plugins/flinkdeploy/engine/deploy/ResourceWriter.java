package io.jenkins.plugins.flinkdeploy.engine.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.health.ResourceSeen;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Applies the resource of a deployment once, however often it is asked to. */
final class ResourceWriter {
    private final ClusterApi cluster;
    private final TargetLease lease;
    private final Clock clock;

    ResourceWriter(ClusterApi cluster, TargetLease lease, Clock clock) {
        this.cluster = cluster;
        this.lease = lease;
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
            Optional<String> heldBy = lease.acquire(clock.instant());
            if (heldBy.isPresent()) {
                return overtaken("Deployment " + heldBy.get() + " took over the target's lease meanwhile.");
            }
            live = cluster.get(order.resource());
        } catch (ClusterException e) {
            return new Input.Failed(
                    clock.instant(),
                    ClusterEffects.describe(order.resource(), false, e),
                    ClusterEffects.isPassing(deployment, e),
                    false,
                    e.retryAfter());
        }
        Optional<String> stands = live.flatMap(found -> found.annotation(Annotations.DEPLOYMENT_ID));
        Optional<String> before = deployment.before().flatMap(Before::deploymentId);
        boolean ours = stands.filter(order.id()::equals).isPresent();
        if (stands.isPresent() && !ours && !stands.equals(before)) {
            return overtaken("Deployment " + stands.get() + " applied " + order.resource() + " meanwhile.");
        }
        boolean arrived = ours && live.flatMap(ResourceWriter::content).equals(content(manifest));
        if (arrived) {
            return told(live.get(), time(live.get()));
        }
        return applied(cluster.apply(manifest, false), live.flatMap(ResourceWriter::time));
    }

    /**
     * As above, by the process that decided it and has not tried it before: while it held the lease ever since it looked, nothing can
     * have happened.
     */
    Input writeFirst(Deployment deployment, Manifest manifest, Look look) {
        boolean certain =
                deployment.retry().isEmpty() && lease.tenure() == look.tenure() && lease.isSurelyHeld(clock.instant());
        return certain ? applied(cluster.apply(manifest, false), look.appliedAt()) : write(deployment, manifest);
    }

    /** How the target is found under the lease. */
    Look look(Optional<Manifest> live) {
        return new Look(lease.tenure(), live.flatMap(ResourceWriter::time));
    }

    /**
     * A look at the target under the lease.
     *
     * @param tenure of the lease
     * @param appliedAt when this tool applied the resource before
     */
    record Look(long tenure, Optional<Instant> appliedAt) {}

    /**
     * Reads the resource as it is. A generation beyond that of the apply is somebody else's; whether they changed what this
     * deployment applied, or only what it leaves to others, says a dry run of the same apply.
     */
    Input confirm(Deployment deployment) {
        Optional<Manifest> live = cluster.get(deployment.order().resource());
        Optional<ResourceSeen> seen = live.map(ResourceSeen::of);
        long generation =
                deployment.baseline().map(baseline -> baseline.generation()).orElse(Long.MAX_VALUE);
        boolean own = seen.flatMap(ResourceSeen::deploymentId)
                .filter(deployment.order().id()::equals)
                .isPresent();
        if (deployment.phase() == Phase.ROLLING_BACK
                || !own
                || seen.filter(found -> found.generation() > generation).isEmpty()) {
            return new Input.Confirmed(now(), seen);
        }
        try {
            cluster.apply(deployment.prepared().orElseThrow().manifest(), true);
            return new Input.Confirmed(now(), seen);
        } catch (ClusterException e) {
            if (e.kind() != ClusterException.Kind.CONFLICT) {
                throw e;
            }
            return new Input.Confirmed(now(), seen, Optional.of(e.getMessage()));
        }
    }

    /** A rollback stands there under the same id as the deployment that it takes back; and one may start from another state. */
    private static Optional<String> content(Manifest manifest) {
        return manifest.annotation(Annotations.CONTENT_HASH).map(hash -> hash + RestorePoint.mark(manifest));
    }

    /** When the API server took our last apply, by its own clock, in whole seconds. */
    private static Optional<Instant> time(Manifest manifest) {
        for (JsonNode entry : manifest.at("/metadata/managedFields")) {
            if (entry.path("manager").asText().equals(ClusterApi.FIELD_MANAGER)
                    && entry.path("operation").asText().equals("Apply")
                    && entry.path("subresource").asText("").isEmpty()) {
                return instant(entry.path("time").asText());
            }
        }
        return Optional.empty();
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }

    private Input applied(Manifest after, Optional<Instant> earlier) {
        // A time that stands there from before is that of another apply.
        return told(after, time(after).filter(time -> !earlier.equals(Optional.of(time))));
    }

    private Input told(Manifest manifest, Optional<Instant> clusterTime) {
        return new Input.Applied(
                now(),
                manifest.textAt("/metadata/uid").orElse(""),
                manifest.at("/metadata/generation").asLong(),
                clusterTime);
    }

    private Input overtaken(String problem) {
        return new Input.Overtaken(now(), problem);
    }

    private Instant now() {
        return clock.instant();
    }
}
