package io.jenkins.plugins.flinkdeploy.run;

import hudson.AbortException;
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

/**
 * The deployments of one step of a run, from the parameters to the result. Nothing here blocks the caller; while the cluster works,
 * no thread is held.
 */
final class RunDeployment extends WaitingWork<DeployResult> {
    private final Clock clock = Clock.systemUTC();

    private GroupRunner runner;
    private MemberStarter starter;

    private RunDeployment(DeployFront front) {
        super(front);
    }

    /** Decides what is to be done, from the workspace and the cluster as they are when it begins. */
    @FunctionalInterface
    interface Planning {
        DeployPlanner.Plan plan(DeployFront front, Instant now) throws IOException, InterruptedException;
    }

    /** Begins a deployment, or several. */
    static RunDeployment begin(Planning planning, DeployFront front) {
        RunDeployment deployment = new RunDeployment(front);
        deployment.begin(() -> deployment.plan(planning));
        return deployment;
    }

    /**
     * Goes on after a restart of the controller.
     *
     * @param state what {@link DeployFront#save} was given last
     */
    static RunDeployment resume(String state, DeployFront front) {
        RunDeployment deployment = new RunDeployment(front);
        deployment.begin(() -> {
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
    void abortRunning(String by) {
        GroupRunner running;
        MemberStarter builds;
        synchronized (this) {
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
    synchronized void detachRunning() {
        if (runner != null) {
            runner.detach();
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

    private void plan(Planning planning) throws IOException, InterruptedException {
        requireWanted();
        DeployPlanner.Plan plan = planning.plan(front(), clock.instant());
        if (plan.equals(DeployPlanner.Plan.NOTHING)) {
            DeployResult nothing = DeployResult.nothingChanged();
            BuildLogLines.to(front().listener()).plain(nothing.getSummary());
            end().complete(nothing);
        } else {
            run(plan.parts(), plan.group(), false);
        }
    }

    private void run(List<Part> parts, DeploymentGroup group, boolean resumed) {
        boolean several = group.members().size() > 1;
        GroupLog log = new GroupLog(front(), parts, several, this::isDetached);
        MemberStarter members = new MemberStarter(front(), runtime(), parts, group, resumed);
        GroupRunner running = new GroupRunner(group, members, runtime().workers(), clock, log);
        synchronized (this) {
            starter = members;
            runner = running;
        }
        if (isDetached()) {
            return;
        }
        abortBy().ifPresent(running::abort);
        running.start().whenComplete((last, defect) -> {
            if (defect == null) {
                log.over(last);
                finish(last, log.firstLost());
            } else {
                end().completeExceptionally(defect);
            }
        });
    }

    private void finish(DeploymentGroup group, Optional<Throwable> lost) {
        boolean single = group.members().size() == 1;
        DeployResult result = DeployResult.of(group);
        if (result.isSuccess()) {
            end().complete(result);
        } else if (single && lost.isPresent()) {
            end().completeExceptionally(
                            lost.get() instanceof UserException said
                                    ? new AbortException(said.getMessage())
                                    : lost.get());
        } else {
            end().completeExceptionally(new AbortException(
                    Messages.RunDeployment_failed(result.getTarget(), result.getOutcome(), result.getSummary())));
        }
    }
}
