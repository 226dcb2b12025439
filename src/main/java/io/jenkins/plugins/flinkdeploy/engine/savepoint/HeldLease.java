package io.jenkins.plugins.flinkdeploy.engine.savepoint;

import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Whether a deployment holds a target. A savepoint that is asked for while it does would delay its upgrade, or be abandoned by it.
 */
final class HeldLease {
    private static final Duration LIFETIME = Duration.ofMinutes(1);

    private HeldLease() {}

    /** The deployment that holds the lease of a resource. */
    static Optional<String> of(ClusterApi cluster, ResourceId resource, Instant now) {
        ResourceId lease = new ResourceId(
                "coordination.k8s.io/v1", "Lease", resource.namespace(), "flink-deploy-" + resource.name());
        return cluster.get(lease)
                .filter(found -> !expired(found, now))
                .flatMap(found -> found.textAt("/spec/holderIdentity"))
                .filter(holder -> !holder.isEmpty());
    }

    private static boolean expired(Manifest lease, Instant now) {
        long seconds = lease.at("/spec/leaseDurationSeconds").asLong(LIFETIME.toSeconds());
        try {
            return lease.textAt("/spec/renewTime")
                    .map(time -> OffsetDateTime.parse(time).toInstant())
                    .map(renewed -> renewed.plusSeconds(seconds).isBefore(now))
                    .orElse(true);
        } catch (DateTimeException notATime) {
            return true;
        }
    }
}
