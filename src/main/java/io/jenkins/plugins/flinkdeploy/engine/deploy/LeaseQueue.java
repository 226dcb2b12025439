package io.jenkins.plugins.flinkdeploy.engine.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Who comes next: the newest of the deployments that wait for a lease stands in an annotation of it, so that an older one that waits,
 * too, learns that it is not needed any more. An entry that is not renewed is that of somebody who died.
 */
final class LeaseQueue {
    static final String NEXT = Annotations.PREFIX + "next";

    private final Order order;
    private final CommitOrder commits;

    /**
     * A deployment that waits.
     *
     * @param at when it last said so
     */
    record Waiter(String id, Order.Provenance from, Instant at) {}

    LeaseQueue(Order order, CommitOrder commits) {
        this.order = order;
        this.commits = commits;
    }

    /** Who comes next; empty when nobody does, or nobody lives who did. */
    static Optional<Waiter> next(Manifest lease, Instant now) {
        return lease.annotation(NEXT)
                .flatMap(LeaseQueue::read)
                .filter(waiter -> Duration.between(waiter.at(), now).abs().compareTo(TargetLease.LIFETIME) < 0);
    }

    /** The deployment of a newer commit that comes before this one, for people. */
    Optional<String> newer(Manifest lease, Instant now) {
        boolean anyOrder = order.force() || order.revision().isPresent();
        return next(lease, now)
                .filter(waiter -> !anyOrder && isOther(waiter) && commits.isOlder(order.provenance(), waiter.from()))
                .map(waiter -> CommitOrder.describe(waiter.id(), waiter.from()));
    }

    /** Whether it is to be written down that this deployment comes next. */
    boolean shouldNote(Manifest lease, Instant now) {
        Optional<Waiter> next = next(lease, now);
        if (order.provenance().commit().isEmpty()) {
            return false;
        }
        return next.isEmpty()
                || (isOther(next.get())
                        ? commits.isOlder(next.get().from(), order.provenance())
                        : Duration.between(next.get().at(), now).compareTo(Watching.RENEW_LOCK_AFTER) >= 0);
    }

    /** The lease with a note that this deployment comes next. */
    Manifest noted(Manifest lease, Instant now) {
        ObjectNode tree = lease.toTree();
        tree.withObject("/metadata")
                .withObject("/annotations")
                .put(NEXT, Json.write(new Waiter(order.id(), order.provenance(), now)));
        return Manifest.of(tree);
    }

    /** Whoever holds the lease does not wait for it any more. */
    static void leave(ObjectNode lease, String holder) {
        Optional<Waiter> next = Manifest.of(lease).annotation(NEXT).flatMap(LeaseQueue::read);
        if (next.filter(waiter -> waiter.id().equals(holder)).isPresent()) {
            lease.withObject("/metadata").withObject("/annotations").remove(NEXT);
        }
    }

    private boolean isOther(Waiter waiter) {
        return !waiter.id().equals(order.id());
    }

    private static Optional<Waiter> read(String text) {
        try {
            return Optional.of(Json.read(text, Waiter.class));
        } catch (UncheckedIOException byHand) {
            return Optional.empty();
        }
    }
}
