package io.jenkins.plugins.flinkdeploy.run;

import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Deployment;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentGroup;
import io.jenkins.plugins.flinkdeploy.engine.deploy.GroupRunner;
import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The deployments of one step of a run, from the parameters to the result. Nothing here blocks the caller; while the cluster works,
 * no thread is held.
 */
final class RunDeployment implements UnderWay, Waiting<DeployResult> {
    private static final Logger LOGGER = Logger.getLogger(RunDeployment.class.getName());

    private final DeployFront front;
    private final String owner;
    private final DeployRuntime runtime = DeployRuntime.get();
    private final Clock clock = Clock.systemUTC();
    private final CompletableFuture<DeployResult> end = new CompletableFuture<>();

    private GroupRunner runner;
    private MemberStarter starter;
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

    /** Decides what is to be done, from the workspace and the cluster as they are when it begins. */
    @FunctionalInterface
    interface Planning {
        DeployPlanner.Plan plan(DeployFront front, Instant now) throws IOException, InterruptedException;
    }

    /** Begins a deployment, or several. */
    static RunDeployment begin(Planning planning, DeployFront front) {
        RunDeployment deployment = of(front);
        deployment.work(() -> deployment.plan(planning));
        return deployment;
    }

    /**
     * Goes on after a restart of the controller.
     *
     * @param state what {@link DeployFront#save} was given last
     */
    static RunDeployment resume(String state, DeployFront front) {
        RunDeployment deployment = of(front);
        deployment.work(() -> {
            SavedRun saved = SavedRun.read(state);
            DeploymentGroup group = saved.state();
            BuildLogLines lines = BuildLogLines.to(front.listener());
            group.members().stream()
                    .map(DeploymentGroup.Member::deployment)
                    .filter(at -> !at.isFinished())
                    .forEach(at ->
                            lines.plain("going on with deployment " + at.order().id() + " in phase " + at.phase()));
            deployment.run(saved.parts(), group, true);
        });
        return deployment;
    }

    @Override
    public CompletableFuture<DeployResult> end() {
        return end;
    }

    @Override
    public void abort(String by) {
        GroupRunner running;
        MemberStarter builds;
        synchronized (this) {
            abortBy = Optional.of(by);
            running = runner;
            builds = starter;
        }
        if (running != null) {
            // First, so that a build that ends of being stopped is not told as a failure.
            running.abort(by);
            builds.stop();
        }
    }

    @Override
    public synchronized String status() {
        if (runner == null) {
            return Messages.RunDeployment_reading();
        }
        List<Deployment> open = runner.current().members().stream()
                .map(DeploymentGroup.Member::deployment)
                .filter(deployment -> !deployment.isFinished())
                .toList();
        int all = runner.current().members().size();
        String first = open.isEmpty() ? "" : status(open.get(0));
        return all == 1 ? first : Messages.RunDeployment_statusOfSeveral(all - open.size(), all, first);
    }

    private String status(Deployment now) {
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
            }
        }
        runtime.ended(this);
    }

    private void plan(Planning planning) throws IOException, InterruptedException {
        if (abortBy().isPresent()) {
            throw new UserException(
                    Messages.RunDeployment_abortedBeforeStart(abortBy().get()), "", "");
        }
        DeployPlanner.Plan plan = planning.plan(front, clock.instant());
        run(plan.parts(), plan.group(), false);
    }

    private void run(List<Part> parts, DeploymentGroup group, boolean resumed) {
        boolean several = group.members().size() > 1;
        GroupLog log = new GroupLog(front, owner, parts, several, this::isDetached);
        MemberStarter members = new MemberStarter(front, runtime, parts, group, resumed);
        GroupRunner running = new GroupRunner(group, members, runtime.workers(), clock, log);
        Optional<String> abort;
        synchronized (this) {
            if (detached) {
                return;
            }
            starter = members;
            runner = running;
            abort = abortBy;
        }
        abort.ifPresent(running::abort);
        running.start().whenComplete((last, defect) -> {
            if (defect == null) {
                log.over(last);
                finish(last, log.firstLost());
            } else {
                end.completeExceptionally(defect);
            }
        });
    }

    private void finish(DeploymentGroup group, Optional<Throwable> lost) {
        boolean single = group.members().size() == 1;
        DeployResult result = DeployResult.of(group);
        if (result.isSuccess()) {
            end.complete(result);
        } else if (single && lost.isPresent()) {
            end.completeExceptionally(
                    lost.get() instanceof UserException said ? new AbortException(said.getMessage()) : lost.get());
        } else {
            end.completeExceptionally(new AbortException(
                    Messages.RunDeployment_failed(result.getTarget(), result.getOutcome(), result.getSummary())));
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
