package io.jenkins.plugins.flinkdeploy.engine.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * The lock of a target: a {@code coordination.k8s.io} Lease that the deployment's id holds, so that it works between controllers,
 * command lines and people. One that is not renewed in time may be taken over.
 */
final class TargetLease {
    /** Three renewals may fail before somebody else may take the target. */
    static final Duration LIFETIME = Watching.RENEW_LOCK_AFTER.multipliedBy(3);

    private static final String API_VERSION = "coordination.k8s.io/v1";
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'");

    private final ClusterApi cluster;
    private final ResourceId id;
    private final String holder;

    TargetLease(ClusterApi cluster, Order order) {
        this.cluster = cluster;
        this.id = new ResourceId(API_VERSION, "Lease", order.resource().namespace(), Preparing.lease(order));
        this.holder = order.id();
    }

    /**
     * Takes or renews the lease.
     *
     * @return who holds it instead, empty when it is ours now
     */
    Optional<String> acquire(Instant now) {
        Optional<Manifest> existing = cluster.get(id);
        try {
            if (existing.isEmpty()) {
                cluster.create(Manifest.of(lease(Json.object(), now)));
                return Optional.empty();
            }
            Optional<String> other = heldByOther(existing.get(), now);
            if (other.isPresent()) {
                return other;
            }
            cluster.replace(Manifest.of(lease(existing.get().toTree(), now)));
            return Optional.empty();
        } catch (ClusterException e) {
            if (e.kind() == ClusterException.Kind.CONFLICT || e.kind() == ClusterException.Kind.NOT_FOUND) {
                return Optional.of(cluster.get(id)
                        .flatMap(lease -> lease.textAt("/spec/holderIdentity"))
                        .orElse("somebody else"));
            }
            throw e;
        }
    }

    /** Gives the lease back; one that somebody else holds by now is left alone. */
    void release() {
        cluster.get(id)
                .filter(lease -> lease.textAt("/spec/holderIdentity")
                        .filter(holder::equals)
                        .isPresent())
                .ifPresent(lease -> cluster.delete(id));
    }

    private Optional<String> heldByOther(Manifest lease, Instant now) {
        Optional<String> other =
                lease.textAt("/spec/holderIdentity").filter(name -> !name.isEmpty() && !name.equals(holder));
        Duration lifetime =
                Duration.ofSeconds(lease.at("/spec/leaseDurationSeconds").asLong(LIFETIME.toSeconds()));
        boolean expired = lease.textAt("/spec/renewTime")
                .flatMap(TargetLease::time)
                .map(renewed -> renewed.plus(lifetime).isBefore(now))
                .orElse(true);
        return expired ? Optional.empty() : other;
    }

    private ObjectNode lease(ObjectNode tree, Instant now) {
        tree.put("apiVersion", API_VERSION).put("kind", "Lease");
        ObjectNode metadata = tree.withObject("/metadata");
        metadata.put("name", id.name()).put("namespace", id.namespace());
        metadata.withObject("/labels").put("app.kubernetes.io/managed-by", ClusterApi.FIELD_MANAGER);
        ObjectNode spec = tree.withObject("/spec");
        String time = MICROS.format(now.atOffset(ZoneOffset.UTC));
        if (!holder.equals(spec.path("holderIdentity").asText(""))) {
            spec.put("acquireTime", time);
            spec.put("leaseTransitions", spec.path("leaseTransitions").asInt(-1) + 1);
        }
        spec.put("holderIdentity", holder);
        spec.put("leaseDurationSeconds", LIFETIME.toSeconds());
        spec.put("renewTime", time);
        return tree;
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }
}
