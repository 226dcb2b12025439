package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.definition.DeploySettings;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.HeldLease;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The lease of a target, held for work that is no deployment: nobody deploys meanwhile. It renews itself, and whoever works must ask
 * {@link #isSurelyHeld} before each step that must not meet a deployment.
 */
public final class LeaseHold implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(LeaseHold.class.getName());
    private static final long RENEW_EVERY_SECONDS = TargetLease.LIFETIME.toSeconds() / 6;

    private final TargetLease lease;
    private final Clock clock;
    private ScheduledFuture<?> renewals;

    private LeaseHold(TargetLease lease, Clock clock) {
        this.lease = lease;
        this.clock = clock;
    }

    /**
     * What came of asking for it.
     *
     * @param hold the lease, empty when somebody else has it
     * @param heldBy who that is
     */
    public record Taken(Optional<LeaseHold> hold, Optional<String> heldBy) {}

    /**
     * Takes the lease where nobody holds it or waits for it; does not wait.
     *
     * @param holder an id of its own, which the lease then names
     * @param timer renews
     * @throws ClusterException when the cluster cannot be asked
     */
    public static Taken take(
            ClusterApi cluster, ResourceId resource, String holder, Clock clock, ScheduledExecutorService timer) {
        Optional<String> next = cluster.get(HeldLease.of(resource))
                .flatMap(lease -> LeaseQueue.next(lease, clock.instant()))
                .map(LeaseQueue.Waiter::id);
        if (next.isPresent()) {
            return new Taken(Optional.empty(), next);
        }
        Order order = new Order(
                holder,
                resource.name(),
                resource,
                DeploySettings.defaults(),
                new Order.Provenance(Optional.empty(), Optional.empty(), Optional.empty()),
                false,
                false,
                clock.instant(),
                Optional.empty(),
                Optional.empty());
        LeaseHold hold = new LeaseHold(new TargetLease(cluster, order), clock);
        Optional<String> heldBy = hold.lease.acquire(clock.instant());
        if (heldBy.isPresent()) {
            return new Taken(Optional.empty(), heldBy);
        }
        hold.keep(timer);
        return new Taken(Optional.of(hold), Optional.empty());
    }

    private synchronized void keep(ScheduledExecutorService timer) {
        renewals =
                timer.scheduleWithFixedDelay(this::renew, RENEW_EVERY_SECONDS, RENEW_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private synchronized void renew() {
        try {
            lease.acquire(clock.instant());
        } catch (ClusterException e) {
            // The next turn tries again; isSurelyHeld says when it has been too long.
            LOGGER.log(Level.FINE, e, () -> "A lease could not be renewed");
        }
    }

    /** Whether nobody else can have taken it. */
    public synchronized boolean isSurelyHeld() {
        return lease.isSurelyHeld(clock.instant());
    }

    /** Gives it back; where that fails, it ends by itself. */
    @Override
    public synchronized void close() {
        renewals.cancel(false);
        try {
            lease.release(clock.instant());
        } catch (ClusterException e) {
            LOGGER.log(Level.FINE, e, () -> "A lease could not be given back");
        }
    }
}
