package io.jenkins.plugins.flinkdeploy.run;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.flinkdeploy.config.FlinkDeployConfiguration;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.credentials.RunCredentials;
import io.jenkins.plugins.flinkdeploy.credentials.TargetCredentials;
import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Deployment;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentMachine;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentRunner;
import io.jenkins.plugins.flinkdeploy.engine.deploy.FlinkJobProbe;
import io.jenkins.plugins.flinkdeploy.engine.deploy.LogLine;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Order;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Orders;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
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
public final class RunDeployment {
    private static final Logger LOGGER = Logger.getLogger(RunDeployment.class.getName());

    private final DeployFront front;
    private final DeployRuntime runtime = DeployRuntime.get();
    private final Clock clock = Clock.systemUTC();
    private final CompletableFuture<DeployResult> end = new CompletableFuture<>();

    private DeploymentRunner runner;
    private AgentPreparer preparer;
    private Optional<String> abortBy = Optional.empty();
    private boolean detached;

    private RunDeployment(DeployFront front) {
        this.front = front;
    }

    /** Begins a deployment. */
    public static RunDeployment begin(DeployParameters parameters, DeployFront front) {
        RunDeployment deployment = new RunDeployment(front);
        deployment.work(() -> deployment.plan(parameters));
        return deployment;
    }

    /**
     * Goes on with one after a restart of the controller.
     *
     * @param state what {@link DeployFront#save} was given last
     */
    public static RunDeployment resume(String state, DeployFront front) {
        RunDeployment deployment = new RunDeployment(front);
        deployment.work(() -> {
            SavedDeployment saved = SavedDeployment.read(state);
            Deployment at = saved.state();
            BuildLogLines.to(front.listener())
                    .plain("going on with deployment " + at.order().id() + " in phase " + at.phase());
            deployment.goOn(saved.assignment(), at);
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
        return Messages.RunDeployment_status(
                now.order().target(), now.phase(), since, now.waitingFor().orElse(""));
    }

    /** Stops looking after it; the saved state can be gone on with. */
    void detach() {
        synchronized (this) {
            detached = true;
            if (runner != null) {
                runner.detach();
            }
        }
    }

    private void plan(DeployParameters parameters) throws IOException, InterruptedException {
        Run<?, ?> run = front.run();
        FilePath workspace = front.workspace();
        Origin origin = Origin.of(run, front.environment(), parameters);
        Planner planner = new Planner(FlinkDeployConfiguration.get());
        Assignment assignment = planner.assign(parameters, workspace, origin.service());
        ClusterDefinition cluster = withParameters(assignment.definition(), parameters);
        FlinkTarget target = planner.target(assignment);
        Order order = Orders.of(
                cluster,
                namespace(target, run),
                origin.provenance(),
                parameters.isDryRun(),
                parameters.isForce(),
                clock.instant());
        run(assignment, DeploymentMachine.start(order));
    }

    private void goOn(Assignment assignment, Deployment deployment) throws IOException, InterruptedException {
        try {
            run(assignment, deployment);
        } catch (UserException e) {
            throw new UserException(
                    Messages.RunDeployment_cannotGoOn(deployment.order().id(), e.problem()),
                    deployment.hasApplied() ? Messages.RunDeployment_unwatched() : Messages.RunDeployment_untouched(),
                    e.remedy().orElse(""),
                    e);
        }
    }

    private static ClusterDefinition withParameters(ClusterDefinition cluster, DeployParameters parameters) {
        return Optional.ofNullable(parameters.getNamespace())
                .map(cluster::withNamespace)
                .orElse(cluster)
                .withDeploy(SettingTexts.override(cluster.deploy(), parameters));
    }

    private static String namespace(FlinkTarget target, Run<?, ?> run) {
        return target.getNamespace() != null
                ? target.getNamespace()
                : connection(target, credentials(target, run)).namespace();
    }

    private static TargetCredentials credentials(FlinkTarget target, Run<?, ?> run) {
        return new TargetCredentials(new RunCredentials(run), target.getName());
    }

    private static ClusterConnection connection(FlinkTarget target, TargetCredentials credentials) {
        return target.getConnection().connection(credentials);
    }

    private void run(Assignment assignment, Deployment deployment) throws IOException, InterruptedException {
        FlinkTarget target = new Planner(FlinkDeployConfiguration.get()).target(assignment);
        TargetCredentials credentials = credentials(target, front.run());
        ClusterClients.Lease lease = runtime.clients().lease(connection(target, credentials));
        AgentPreparer preparing = new AgentPreparer(front, assignment, target, credentials);
        DeploymentRunner running = new DeploymentRunner(
                deployment,
                lease.cluster(),
                preparing,
                new FlinkJobProbe(lease.cluster()),
                runtime.workers(),
                runtime.timer(),
                clock,
                (changed, log) -> changed(assignment, changed, log));
        synchronized (this) {
            if (detached) {
                lease.close();
                return;
            }
            preparer = preparing;
            runner = running;
            abortBy.ifPresent(running::abort);
        }
        running.start().whenComplete((last, defect) -> {
            lease.close();
            finish(last, defect);
        });
    }

    private void changed(Assignment assignment, Deployment deployment, List<LogLine> log) {
        front.save(SavedDeployment.write(assignment, deployment));
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

    private void finish(Deployment last, Throwable defect) {
        if (defect != null) {
            end.completeExceptionally(defect);
        } else if (last.phase().isSuccess()) {
            end.complete(DeployResult.of(last));
        } else {
            end.completeExceptionally(new AbortException(Messages.RunDeployment_failed(
                    last.order().target(), last.phase(), last.summary().orElse(""))));
        }
    }

    /** Runs on the pool what may throw, and ends the deployment when it does. */
    private void work(Work work) {
        runtime.started(this);
        end.whenComplete((result, problem) -> runtime.ended(this));
        runtime.workers().execute(() -> {
            try {
                if (abortBy().isPresent()) {
                    throw new UserException(
                            Messages.RunDeployment_abortedBeforeStart(abortBy().get()), "", "");
                }
                work.run();
            } catch (UserException e) {
                LOGGER.log(Level.FINE, e, () -> "Deployment ended");
                end.completeExceptionally(new AbortException(e.getMessage()));
            } catch (IOException | RuntimeException e) {
                end.completeExceptionally(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                end.completeExceptionally(e);
            }
        });
    }

    private synchronized Optional<String> abortBy() {
        return abortBy;
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException, InterruptedException;
    }
}
