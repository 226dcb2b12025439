package io.jenkins.plugins.flinkdeploy.run;

import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Deployment;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentMachine;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentRunner;
import io.jenkins.plugins.flinkdeploy.engine.deploy.FlinkJobProbe;
import io.jenkins.plugins.flinkdeploy.engine.deploy.LogLine;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Order;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Phase;
import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One deployment of a run, from the parameters to the result. Nothing here blocks the caller; while the cluster works, no thread is
 * held.
 */
public final class RunDeployment implements UnderWay {
    private static final Logger LOGGER = Logger.getLogger(RunDeployment.class.getName());

    private final DeployFront front;
    private final String owner;
    private final DeployRuntime runtime = DeployRuntime.get();
    private final Clock clock = Clock.systemUTC();
    private final CompletableFuture<DeployResult> end = new CompletableFuture<>();

    private DeploymentRunner runner;
    private AgentPreparer preparer;
    private ClusterClients.Lease lease;
    private Optional<String> abortBy = Optional.empty();
    private boolean detached;

    private RunDeployment(DeployFront front) {
        this.front = front;
        this.owner = Owners.of(front);
        end.whenComplete((result, problem) -> runtime.ended(this));
    }

    private static RunDeployment of(DeployFront front) {
        RunDeployment deployment = new RunDeployment(front);
        deployment.runtime.started(deployment);
        return deployment;
    }

    /** Begins a deployment. */
    public static RunDeployment begin(DeployParameters parameters, DeployFront front) {
        RunDeployment deployment = of(front);
        deployment.work(() -> deployment.plan(parameters));
        return deployment;
    }

    /**
     * Goes on with one after a restart of the controller.
     *
     * @param state what {@link DeployFront#save} was given last
     */
    public static RunDeployment resume(String state, DeployFront front) {
        RunDeployment deployment = of(front);
        deployment.work(() -> {
            SavedDeployment saved = SavedDeployment.read(state);
            Deployment at = saved.state();
            BuildLogLines.to(front.listener())
                    .plain("going on with deployment " + at.order().id() + " in phase " + at.phase());
            deployment.goOn(saved, at);
        });
        return deployment;
    }

    /** Completes with the result of a deployment that did what was asked, else with an {@link AbortException}. */
    public CompletableFuture<DeployResult> end() {
        return end;
    }

    /** A person, or a time limit, wants it to end; it does so after what is being done right now. */
    public void abort(String by) {
        synchronized (this) {
            abortBy = Optional.of(by);
            if (runner != null) {
                runner.abort(by);
                preparer.stop();
            }
        }
    }

    /** One short line on what it is doing. */
    public synchronized String status() {
        if (runner == null) {
            return Messages.RunDeployment_reading();
        }
        Deployment now = runner.current();
        String since = Text.duration(Duration.between(now.phaseSince(), clock.instant()));
        String target = now.order().target();
        return now.waitingFor()
                .map(what -> Messages.RunDeployment_statusWaiting(target, now.phase(), since, what))
                .orElseGet(() -> Messages.RunDeployment_status(target, now.phase(), since));
    }

    @Override
    public boolean isOf(Run<?, ?> run) {
        return run.getExternalizableId().equals(owner);
    }

    /** The saved state can be gone on with. */
    @Override
    public void detach() {
        synchronized (this) {
            detached = true;
            if (runner != null) {
                runner.detach();
                lease.close();
            }
        }
        runtime.ended(this);
    }

    private void plan(DeployParameters parameters) throws IOException, InterruptedException {
        if (abortBy().isPresent()) {
            throw new UserException(
                    Messages.RunDeployment_abortedBeforeStart(abortBy().get()), "", "");
        }
        DeployPlanner.Plan plan = new DeployPlanner(Targets.configured()).plan(parameters, front, clock.instant());
        next(plan.assignment(), plan.orders());
    }

    private void goOn(SavedDeployment saved, Deployment deployment) throws IOException, InterruptedException {
        try {
            run(saved.assignment(), deployment, saved.next());
        } catch (UserException e) {
            throw new UserException(
                    Messages.RunDeployment_cannotGoOn(deployment.order().id(), e.problem()),
                    deployment.hasApplied() ? Messages.RunDeployment_unwatched() : Messages.RunDeployment_untouched(),
                    e.remedy().orElse(""),
                    e);
        }
    }

    private void next(Assignment assignment, List<Order> orders) throws IOException, InterruptedException {
        run(assignment, DeploymentMachine.start(orders.get(0)), orders.subList(1, orders.size()));
    }

    private void run(Assignment assignment, Deployment deployment, List<Order> next)
            throws IOException, InterruptedException {
        TargetAccess target = TargetAccess.of(new DeployPlanner(Targets.configured()).target(assignment), front.run());
        ClusterClients.Lease client = runtime.clients().lease(target.connection());
        DeploymentRunner running;
        synchronized (this) {
            if (detached) {
                client.close();
                return;
            }
            if (preparer == null) {
                preparer = new AgentPreparer(front, assignment, target);
            }
            running = new DeploymentRunner(
                    deployment,
                    client.cluster(),
                    preparer,
                    new FlinkJobProbe(client.cluster()),
                    runtime.threads(),
                    clock,
                    (changed, log) -> changed(assignment, changed, next, log));
            runner = running;
            lease = client;
            abortBy.ifPresent(running::abort);
        }
        running.start().whenComplete((last, defect) -> {
            client.close();
            if (defect == null && last.phase() == Phase.DONE) {
                track(DeployResult.of(last));
            }
            if (defect == null && last.phase().isSuccess() && !next.isEmpty()) {
                work(() -> next(assignment, next));
            } else {
                finish(last, next, defect);
            }
        });
    }

    private void changed(Assignment assignment, Deployment deployment, List<Order> next, List<LogLine> log) {
        if (isDetached()) {
            // Whoever goes on does again what was under way; how it ended here may be due to the end of this session.
            return;
        }
        // A build that was stopped leaves the thread interrupted; files cannot be written then.
        Thread.interrupted();
        front.save(SavedDeployment.write(assignment, next, deployment));
        try {
            BuildLogLines lines = BuildLogLines.to(front.listener());
            log.forEach(line -> lines.write(line, deployment.order().createdAt()));
            if (log.stream().anyMatch(line -> line.level() == LogLine.Level.PHASE)) {
                FlinkDeployAction.note(front.run(), deployment);
            }
        } catch (IOException e) {
            LOGGER.log(
                    Level.WARNING, e, () -> "Deployment " + deployment.order().id() + " cannot tell its run");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void finish(Deployment last, List<Order> next, Throwable defect) {
        if (defect != null) {
            end.completeExceptionally(defect);
        } else if (last.phase().isSuccess()) {
            end.complete(DeployResult.of(last));
        } else {
            String left = String.join(
                    ", ",
                    next.stream().map(order -> order.resource().toString()).toList());
            end.completeExceptionally(new AbortException(Messages.RunDeployment_failed(
                            last.order().target(), last.phase(), last.summary().orElse(""))
                    + (left.isEmpty() ? "" : " " + Messages.RunDeployment_notAttempted(left))));
        }
    }

    private void track(DeployResult result) {
        Run<?, ?> run = Run.fromExternalizableId(owner);
        if (run != null) {
            ImageTracker.all().forEach(tracker -> tracker.deployed(run, result));
        }
    }

    /** Runs on the pool what may throw, and ends the deployment when it does. */
    private void work(Work work) {
        runtime.workers().execute(() -> {
            try {
                work.run();
            } catch (UserException e) {
                LOGGER.log(Level.FINE, e, () -> "Deployment ended");
                fail(new AbortException(e.getMessage()));
            } catch (IOException | RuntimeException e) {
                fail(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                fail(e);
            }
        });
    }

    /** What fails because this session of the controller ends is no failure: the next one begins with it again. */
    private void fail(Exception problem) {
        if (!isDetached()) {
            end.completeExceptionally(problem);
        }
    }

    private synchronized boolean isDetached() {
        return detached;
    }

    private synchronized Optional<String> abortBy() {
        return abortBy;
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException, InterruptedException;
    }
}
