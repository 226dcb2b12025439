package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.health.Observation;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.Turns;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointMethod;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointTrigger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs one deployment to its end: does its effects, feeds it what the cluster shows, keeps its state told. While it waits it
 * holds no thread: changes seen by a watch, and one timer, wake it.
 */
public final class DeploymentRunner {
    private static final Logger LOGGER = Logger.getLogger(DeploymentRunner.class.getName());

    /** How long watches that were just opened get to bring what is there. */
    private static final Duration WATCHES_FILL = Duration.ofSeconds(2);

    private final ClusterApi cluster;
    private final ClusterEffects effects;
    private final ClusterObserver observer;
    private final Pace pace = new Pace(() -> ThreadLocalRandom.current().nextDouble());
    private final Threads threads;
    private final Clock clock;
    private final DeploymentListener listener;
    private final CompletableFuture<Deployment> end = new CompletableFuture<>();

    private final Turns turns;

    private final Object lock = new Object();
    private Deployment deployment;
    private Optional<String> abortBy = Optional.empty();
    /** Only touched in turns. */
    private boolean building;

    private boolean watching;

    /**
     * Threads that many deployments share.
     *
     * @param workers does what takes as long as a few requests; a few threads are enough for thousands of deployments that wait
     * @param builds prepares: a task on it blocks for as long as an image build
     * @param timer only wakes
     */
    public record Threads(Executor workers, Executor builds, ScheduledExecutorService timer) {}

    /** As below, with the same threads for work and builds. */
    public DeploymentRunner(
            Deployment initial,
            ClusterApi cluster,
            Preparer preparer,
            JobProbe probe,
            Executor workers,
            ScheduledExecutorService timer,
            Clock clock,
            DeploymentListener listener) {
        this(initial, cluster, preparer, probe, new Threads(workers, workers, timer), clock, listener);
    }

    /** @param initial a new deployment, or one that was saved */
    public DeploymentRunner(
            Deployment initial,
            ClusterApi cluster,
            Preparer preparer,
            JobProbe probe,
            Threads threads,
            Clock clock,
            DeploymentListener listener) {
        this.deployment = initial;
        this.cluster = cluster;
        this.threads = threads;
        this.clock = clock;
        this.listener = listener;
        this.observer = new ClusterObserver(initial.order().resource(), probe, clock, this::wake);
        this.turns = new Turns(threads.workers(), threads.timer(), this::turn, this::stopped);
        this.effects = new ClusterEffects(cluster, preparer, new EvidenceCollector(cluster, this::observeNow), clock);
    }

    /** Begins, or goes on. The future completes with the finished deployment; it is never cancelled by the runner. */
    public CompletableFuture<Deployment> start() {
        wake();
        return end;
    }

    /** Completes with the finished deployment. */
    public CompletableFuture<Deployment> end() {
        return end;
    }

    /** The state as it is now. */
    public Deployment current() {
        synchronized (lock) {
            return deployment;
        }
    }

    /** A person wants it to end; heard after the effect that is being done. */
    public void abort(String by) {
        synchronized (lock) {
            abortBy = Optional.of(by);
        }
        wake();
    }

    /** Stops running it, without changing anything: somebody else may go on from the last state that was told. */
    public void detach() {
        turns.stop();
        observer.close();
    }

    private void wake() {
        turns.wake();
    }

    private void perform(Deployment now) {
        Input answer = effects.perform(now);
        // What was ended on purpose is neither told as a failure nor tried again.
        if (!(answer instanceof Input.Failed) || !isAbortWanted()) {
            follow(now, answer);
        }
    }

    private void stopped(RuntimeException defect) {
        LOGGER.log(
                Level.WARNING, defect, () -> "Deployment " + deployment.order().id() + " stopped by a defect");
        observer.close();
        end.completeExceptionally(defect);
    }

    private Turns.Next turn() {
        Deployment now;
        Optional<String> abort;
        synchronized (lock) {
            now = deployment;
            abort = abortBy;
            abortBy = Optional.empty();
        }
        if (now.isFinished()) {
            observer.close();
            end.complete(now);
            return Turns.Next.NONE;
        }
        if (abort.isPresent() && now.ending().isEmpty()) {
            follow(now, new Input.AbortAsked(clock.instant(), abort.get()));
            return back();
        }
        if (now.isWatching()) {
            return watch(now);
        }
        Optional<Instant> notBefore = now.retry().map(Deployment.Retry::notBefore);
        if (notBefore.isPresent() && clock.instant().isBefore(notBefore.get())) {
            return Turns.Next.after(Duration.between(clock.instant(), notBefore.get()));
        }
        if (now.pending().get(0) instanceof Effect.Diagnose && !watching) {
            // Resumed in the middle of a failure: the watches have nothing to tell yet, and get a moment to fill.
            openWatches();
            return Turns.Next.after(WATCHES_FILL);
        }
        if (now.pending().get(0) instanceof Effect.Prepare && !building) {
            // On a thread where it keeps nobody from watching a job.
            building = true;
            return Turns.Next.on(threads.builds());
        }
        perform(now);
        return back();
    }

    private Turns.Next back() {
        boolean elsewhere = building;
        building = false;
        return elsewhere ? Turns.Next.on(threads.workers()) : Turns.Next.AT_ONCE;
    }

    private boolean isAbortWanted() {
        synchronized (lock) {
            return abortBy.isPresent() && deployment.ending().isEmpty();
        }
    }

    private void openWatches() {
        if (!watching) {
            watching = true;
            Deployment now = current();
            String own = now.order().resource().name();
            observer.open(
                    cluster,
                    now.prepared()
                            .flatMap(prepared -> prepared.manifest().textAt("/spec/deploymentName"))
                            .orElse(own),
                    now.savepointAsked()
                            .filter(asked -> asked.method() == SavepointMethod.SNAPSHOT && !now.hasApplied())
                            .map(asked ->
                                    SavepointTrigger.snapshotOf(now.order().resource(), asked)));
        }
    }

    private Turns.Next watch(Deployment now) {
        openWatches();
        Optional<Observation> observation = observer.observe(pace.asks(now, clock.instant()));
        if (observation.isPresent()) {
            follow(now, new Input.Observed(clock.instant(), observation.get()));
            Deployment next = current();
            boolean further = next.phase() != now.phase()
                    || next.soak().isPresent() != now.soak().isPresent();
            if (!next.isWatching() || further) {
                return Turns.Next.AT_ONCE;
            }
        }
        return Turns.Next.after(pace.pause(current(), clock.instant()));
    }

    private Observation observeNow() {
        return observer.observe(Inquiry.FAILURES)
                .orElseGet(() ->
                        new Observation(clock.instant(), Optional.empty(), List.of(), List.of(), Optional.empty()));
    }

    private void follow(Deployment now, Input input) {
        Decision decision = DeploymentMachine.on(now, input);
        if (decision.deployment().isWorthSavingAfter(now) || !decision.log().isEmpty()) {
            listener.changed(decision.deployment(), decision.log());
        }
        synchronized (lock) {
            deployment = decision.deployment();
        }
    }
}
