package io.jenkins.plugins.flinkdeploy.engine.prune;

import io.jenkins.plugins.flinkdeploy.engine.deploy.LeaseHold;
import io.jenkins.plugins.flinkdeploy.engine.health.ResourceSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.SavepointSeen;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.Ids;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointReport;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointRequest;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointRun;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointRunner;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/**
 * Removes leftovers, each under its lease and after a proven savepoint. Before every step that cannot be taken back it looks again: what
 * is no leftover any more, or not the object that was listed, stays.
 */
public final class Pruner {
    private static final int TRIES = 5;
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final ClusterApi cluster;
    private final PruneRules rules;
    private final Settings settings;
    private final Executor workers;
    private final ScheduledExecutorService timer;
    private final Clock clock;
    private final Consumer<String> log;

    /**
     * How to go about it.
     *
     * @param savepointTimeout how long each savepoint may take
     * @param removalTimeout how long to wait until the operator has removed something
     * @param by who removes
     * @param buildUrl the build that does
     */
    public record Settings(
            Duration savepointTimeout, Duration removalTimeout, Optional<String> by, Optional<String> buildUrl) {}

    /**
     * @param workers take savepoints
     * @param timer renews leases
     * @param log is told what goes on, in lines
     */
    public Pruner(
            ClusterApi cluster,
            Scope scope,
            Settings settings,
            Executor workers,
            ScheduledExecutorService timer,
            Clock clock,
            Consumer<String> log) {
        this.cluster = cluster;
        this.rules = new PruneRules(scope);
        this.settings = settings;
        this.workers = workers;
        this.timer = timer;
        this.clock = clock;
        this.log = log;
    }

    /**
     * Removes one leftover. Blocks until it is gone, or it is clear that it stays.
     *
     * @throws InterruptedException when the wait is interrupted; what was asked of the operator goes on
     */
    public PruneResult remove(Leftover leftover) throws InterruptedException {
        List<String> savepoints = new ArrayList<>();
        try {
            String id = Ids.newId(clock.instant());
            LeaseHold.Taken taken = LeaseHold.take(cluster, leftover.resource(), id, clock, timer);
            if (taken.hold().isEmpty()) {
                return left(leftover, savepoints, "Deployment " + taken.heldBy().orElse("?") + " is at work on it.");
            }
            try (LeaseHold hold = taken.hold().get()) {
                return remove(leftover, id, hold, savepoints);
            }
        } catch (ClusterException e) {
            return left(leftover, savepoints, e.getMessage());
        }
    }

    private PruneResult remove(Leftover leftover, String id, LeaseHold hold, List<String> savepoints)
            throws InterruptedException {
        Optional<String> problem = unless(leftover).or(() -> stateProblem(leftover, id, savepoints));
        for (int i = 0; i < TRIES && problem.isEmpty(); i++) {
            if (!hold.isSurelyHeld()) {
                return left(leftover, savepoints, "Its lease was lost meanwhile.");
            }
            Optional<Manifest> live = cluster.get(leftover.resource());
            problem = unless(leftover, live);
            if (problem.isEmpty() && deleted(live.orElseThrow())) {
                log.accept(leftover.resource() + ": removal asked for");
                return awaitGone(leftover, savepoints);
            }
        }
        return left(leftover, savepoints, problem.orElse("It changes all the time; try again later."));
    }

    private Optional<String> unless(Leftover leftover) {
        return unless(leftover, cluster.get(leftover.resource()));
    }

    /** Why it is not to be removed any more. */
    private Optional<String> unless(Leftover leftover, Optional<Manifest> live) {
        if (live.isEmpty()) {
            return Optional.of("It is gone already.");
        }
        Optional<Leftover> now = rules.judge(live.get()).leftover();
        boolean same = now.filter(each -> each.uid().equals(leftover.uid())
                        && each.deploymentId().equals(leftover.deploymentId())
                        && each.stateful() == leftover.stateful())
                .isPresent();
        if (!same) {
            return Optional.of("It was deployed again or changed since it was listed.");
        }
        if (PruneRules.isSessionCluster(live.get())) {
            List<String> jobs =
                    cluster
                            .list(
                                    ResourceId.FLINK_API,
                                    PruneSearch.SESSION_JOB,
                                    leftover.resource().namespace(),
                                    "")
                            .stream()
                            .filter(job ->
                                    PruneSearch.isJobOf(job, leftover.resource().name()))
                            .map(Manifest::name)
                            .toList();
            return jobs.isEmpty()
                    ? Optional.empty()
                    : Optional.of("It still has the jobs " + String.join(", ", jobs) + ".");
        }
        return Optional.empty();
    }

    /** A job with state goes only when its state is somewhere else. */
    private Optional<String> stateProblem(Leftover leftover, String id, List<String> savepoints) {
        if (!leftover.stateful()) {
            return Optional.empty();
        }
        ResourceSeen seen =
                cluster.get(leftover.resource()).map(ResourceSeen::of).orElseThrow();
        // While the operator upgrades a job, it calls it finished, too.
        if (seen.job().is("FINISHED") && !seen.suspendedByIntent() && seen.reconciliationIs("DEPLOYED")) {
            return Optional.empty();
        }
        if (seen.suspendedByIntent()) {
            Optional<String> path = seen.lastSavepoint().map(SavepointSeen::location);
            path.ifPresent(savepoints::add);
            return path.isPresent()
                    ? Optional.empty()
                    : Optional.of("It is stopped, and no savepoint of it is known; its state would be lost.");
        }
        SavepointReport report = SavepointReport.of(savepoint(leftover, id));
        boolean all = report.success()
                && report.jobs().stream().allMatch(job -> job.savepoint().isPresent());
        report.jobs().forEach(job -> job.savepoint().ifPresent(taken -> savepoints.add(taken.path())));
        return all ? Optional.empty() : Optional.of("There is no savepoint of it, so it stays: " + report.summary());
    }

    private SavepointRun savepoint(Leftover leftover, String id) {
        SavepointRequest request = new SavepointRequest(
                id,
                leftover.resource().name(),
                leftover.resource(),
                settings.savepointTimeout(),
                settings.buildUrl(),
                settings.by(),
                clock.instant());
        return new SavepointRunner(
                        SavepointRun.start(request),
                        cluster,
                        workers,
                        timer,
                        clock,
                        (run, lines) -> lines.forEach(log::accept))
                .start()
                .join();
    }

    /** Only as it was seen: whoever writes to it meanwhile makes this a conflict. */
    private boolean deleted(Manifest live) {
        try {
            cluster.deleteAsSeen(live);
            return true;
        } catch (ClusterException e) {
            if (e.kind() == ClusterException.Kind.CONFLICT) {
                return false;
            }
            if (e.isTransient()) {
                // The answer is lost, not what was asked: what becomes of it is seen.
                log.accept(e.getMessage());
                return true;
            }
            throw e;
        }
    }

    private PruneResult awaitGone(Leftover leftover, List<String> savepoints) throws InterruptedException {
        long last = System.nanoTime() + settings.removalTimeout().toNanos();
        while (System.nanoTime() < last) {
            if (isGone(leftover)) {
                return new PruneResult(leftover.resource(), PruneResult.Outcome.REMOVED, savepoints, "It is gone.");
            }
            Thread.sleep(LOOK_EVERY.toMillis());
        }
        return new PruneResult(
                leftover.resource(),
                PruneResult.Outcome.REMOVING,
                savepoints,
                "Its removal was asked for, and it is still there after " + Text.duration(settings.removalTimeout())
                        + ".");
    }

    private boolean isGone(Leftover leftover) {
        try {
            return cluster.get(leftover.resource())
                    .flatMap(live -> live.textAt("/metadata/uid"))
                    .filter(leftover.uid()::equals)
                    .isEmpty();
        } catch (ClusterException unknown) {
            return false;
        }
    }

    private static PruneResult left(Leftover leftover, List<String> savepoints, String why) {
        return new PruneResult(leftover.resource(), PruneResult.Outcome.LEFT, savepoints, why);
    }
}
