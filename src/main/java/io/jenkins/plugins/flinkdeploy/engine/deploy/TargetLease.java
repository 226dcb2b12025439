package io.jenkins.plugins.flinkdeploy.engine.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.HeldLease;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * The lock of a target: a {@code coordination.k8s.io} Lease that the deployment's id holds, so that it works between controllers,
 * command lines and people. One that is not renewed in time may be taken over.
 */
final class TargetLease {
    /** Three renewals may fail before somebody else may take the target. */
    static final Duration LIFETIME = HeldLease.LIFETIME;

    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'");

    private final ClusterApi cluster;
    private final ResourceId id;
    private final String holder;
    private final Order order;

    /** The lease as this object wrote it last, for as long as nobody else can have written it. */
    private Optional<Manifest> held = Optional.empty();

    private Instant renewedAt = Instant.MIN;
    private boolean existed;
    private long tenure;

    TargetLease(ClusterApi cluster, Order order) {
        this.cluster = cluster;
        this.id = HeldLease.of(order.resource());
        this.holder = order.id();
        this.order = order;
    }

    /**
     * What came of asking for the lease.
     *
     * @param heldBy who holds it instead, empty when it is ours now
     * @param newer the deployment of a newer commit that waits for it and comes before ours, for people
     */
    record Answer(Optional<String> heldBy, Optional<String> newer) {}

    /** Takes the lease, unless somebody with a newer commit waits for it; and writes down that this one waits. */
    Answer request(Instant now, CommitOrder commits) {
        if (!existed && created(now)) {
            tenure++;
            return new Answer(Optional.empty(), Optional.empty());
        }
        Optional<Manifest> existing = cluster.get(id);
        LeaseQueue queue = new LeaseQueue(order, commits);
        Optional<String> newer = existing.flatMap(lease -> queue.newer(lease, now));
        if (newer.isPresent()) {
            return new Answer(Optional.empty(), newer);
        }
        Optional<String> heldBy = acquire(existing, now);
        if (heldBy.isPresent()) {
            // Where it was renewed or given back meanwhile, it is written down at the next turn.
            existing.filter(lease -> queue.shouldNote(lease, now))
                    .ifPresent(lease -> replaced(queue.noted(lease, now)));
        }
        return new Answer(heldBy, Optional.empty());
    }

    /**
     * Takes or renews the lease.
     *
     * @return who holds it instead, empty when it is ours now
     */
    Optional<String> acquire(Instant now) {
        if (held.isPresent() && renewed(held.get(), now)) {
            return Optional.empty();
        }
        if (!existed && created(now)) {
            tenure++;
            return Optional.empty();
        }
        return acquire(cluster.get(id), now);
    }

    private Optional<String> acquire(Optional<Manifest> existing, Instant now) {
        tenure++;
        if (existing.isEmpty()) {
            return created(now) ? Optional.empty() : Optional.of(holderNow());
        }
        Optional<String> other = heldByOther(existing.get(), now);
        if (other.isPresent()) {
            return other;
        }
        return renewed(existing.get(), now) ? Optional.empty() : Optional.of(holderNow());
    }

    /** Another number after each time in which somebody else may have held the lease. */
    long tenure() {
        return tenure;
    }

    /** Whether this object holds the lease and nobody who keeps to it can have taken it since, for half its life to come. */
    boolean isSurelyHeld(Instant now) {
        return held.isPresent() && now.isBefore(renewedAt.plus(LIFETIME.dividedBy(2)));
    }

    /** Gives the lease back; one that somebody else holds by now is left alone, and one that somebody waits for is kept for them. */
    void release(Instant now) {
        Optional<Manifest> ours = held.or(this::ours);
        held = Optional.empty();
        boolean gone = ours.map(lease -> givenBack(lease, now)).orElse(true);
        if (!gone) {
            // It was written since: by a renewal whose answer got lost, by somebody who waits, or who took it over.
            ours().ifPresent(lease -> givenBack(lease, now));
        }
    }

    private Optional<Manifest> ours() {
        return cluster.get(id).filter(lease -> lease.textAt("/spec/holderIdentity")
                .filter(holder::equals)
                .isPresent());
    }

    private boolean givenBack(Manifest lease, Instant now) {
        if (LeaseQueue.next(lease, now).isPresent()) {
            ObjectNode tree = lease.toTree();
            tree.withObject("/spec").put("holderIdentity", "");
            return replaced(Manifest.of(tree)).isPresent();
        }
        try {
            cluster.deleteAsSeen(lease);
            return true;
        } catch (ClusterException e) {
            if (e.kind() != ClusterException.Kind.CONFLICT) {
                throw e;
            }
            return false;
        }
    }

    private Optional<Manifest> replaced(Manifest lease) {
        try {
            return Optional.of(cluster.replace(lease));
        } catch (ClusterException e) {
            if (e.kind() != ClusterException.Kind.CONFLICT && e.kind() != ClusterException.Kind.NOT_FOUND) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private boolean created(Instant now) {
        try {
            hold(cluster.create(Manifest.of(lease(Json.object(), now))), now);
            return true;
        } catch (ClusterException e) {
            existed = true;
            if (e.kind() == ClusterException.Kind.CONFLICT) {
                return false;
            }
            throw e;
        }
    }

    private boolean renewed(Manifest existing, Instant now) {
        held = Optional.empty();
        Optional<Manifest> lease = replaced(Manifest.of(lease(existing.toTree(), now)));
        lease.ifPresent(written -> hold(written, now));
        return lease.isPresent();
    }

    private void hold(Manifest lease, Instant now) {
        ObjectNode tree = lease.toTree();
        tree.withObject("/metadata").remove("managedFields");
        held = Optional.of(Manifest.of(tree));
        renewedAt = now;
        existed = true;
    }

    private String holderNow() {
        return cluster.get(id)
                .flatMap(lease -> lease.textAt("/spec/holderIdentity"))
                .orElse("somebody else");
    }

    private Optional<String> heldByOther(Manifest lease, Instant now) {
        return HeldLease.holder(lease, now).filter(name -> !name.equals(holder));
    }

    private ObjectNode lease(ObjectNode tree, Instant now) {
        tree.put("apiVersion", id.apiVersion()).put("kind", id.kind());
        ObjectNode metadata = tree.withObject("/metadata");
        metadata.put("name", id.name()).put("namespace", id.namespace());
        metadata.withObject("/labels").put("app.kubernetes.io/managed-by", ClusterApi.FIELD_MANAGER);
        ObjectNode spec = tree.withObject("/spec");
        String time = MICROS.format(now.atOffset(ZoneOffset.UTC));
        if (!holder.equals(spec.path("holderIdentity").asText(""))) {
            spec.put("acquireTime", time);
            spec.put("leaseTransitions", spec.path("leaseTransitions").asInt(-1) + 1);
        }
        LeaseQueue.leave(tree, holder);
        spec.put("holderIdentity", holder);
        spec.put("leaseDurationSeconds", LIFETIME.toSeconds());
        spec.put("renewTime", time);
        return tree;
    }
}
