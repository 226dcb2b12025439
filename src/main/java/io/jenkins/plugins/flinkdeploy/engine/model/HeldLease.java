package io.jenkins.plugins.flinkdeploy.engine.model;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** The Lease that a deployment holds on a target, as it can be read by everybody. */
public final class HeldLease {
    /** The API of leases. */
    public static final String API_VERSION = "coordination.k8s.io/v1";

    /** How long a lease lives that does not say so: as long as those that deployments take. */
    public static final Duration LIFETIME = Duration.ofMinutes(1);

    private HeldLease() {}

    /** The lease of a resource. */
    public static ResourceId of(ResourceId resource) {
        return new ResourceId(API_VERSION, "Lease", resource.namespace(), "flink-deploy-" + resource.name());
    }

    /** Who holds a lease; empty when nobody does, or it was not renewed in time. */
    public static Optional<String> holder(Manifest lease, Instant now) {
        return lease.textAt("/spec/holderIdentity").filter(holder -> !holder.isEmpty() && !expired(lease, now));
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
