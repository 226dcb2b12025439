package io.jenkins.plugins.flinkdeploy.run;

import io.jenkins.plugins.flinkdeploy.engine.deploy.Deployment;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentGroup;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentListener;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentRunner;
import io.jenkins.plugins.flinkdeploy.engine.deploy.FlinkJobProbe;
import io.jenkins.plugins.flinkdeploy.engine.deploy.GroupRunner;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Begins deployments of a run, each with the workspace, target and credentials that are its own as they are by then. */
final class MemberStarter implements GroupRunner.Starter {
    private final DeployFront front;
    private final DeployRuntime runtime;
    private final List<Part> parts;
    private final DeploymentGroup start;
    private final boolean resumed;
    private final Map<Part, AgentPreparer> preparers = new HashMap<>();
    private boolean stopped;

    /**
     * @param start the group as it is begun, or gone on with
     * @param resumed whether it is gone on with after a restart of the controller
     */
    MemberStarter(DeployFront front, DeployRuntime runtime, List<Part> parts, DeploymentGroup start, boolean resumed) {
        this.front = front;
        this.runtime = runtime;
        this.parts = List.copyOf(parts);
        this.start = start;
        this.resumed = resumed;
    }

    @Override
    public GroupRunner.Running running(DeploymentGroup.Member member, DeploymentListener listener)
            throws IOException, InterruptedException {
        try {
            return begun(member, listener);
        } catch (UserException e) {
            throw resumed ? cannotGoOn(member.deployment(), e) : e;
        }
    }

    private GroupRunner.Running begun(DeploymentGroup.Member member, DeploymentListener listener)
            throws IOException, InterruptedException {
        Part part = part(member.takesBack().orElse(member.id()));
        TargetAccess target =
                TargetAccess.of(new DeployPlanner(Targets.of(front.run())).target(part.assignment()), front.run());
        ClusterClients.Lease client = runtime.clients().lease(target.connection());
        DeploymentRunner runner = new DeploymentRunner(
                member.deployment(),
                client.cluster(),
                preparer(part, target),
                new FlinkJobProbe(client.cluster()),
                runtime.threads(),
                Clock.systemUTC(),
                listener);
        return new Leased(GroupRunner.Running.of(runner), client);
    }

    private Part part(String id) {
        return parts.stream()
                .filter(part -> part.ids().contains(id))
                .findFirst()
                .orElseThrow();
    }

    private synchronized AgentPreparer preparer(Part part, TargetAccess target) {
        boolean late = stopped;
        return preparers.computeIfAbsent(part, unused -> {
            AgentPreparer preparer = new AgentPreparer(front, part.assignment(), target, start.imageOf(part.ids()));
            if (late) {
                preparer.stop();
            }
            return preparer;
        });
    }

    /** Ends image builds that are under way, and lets none begin any more. */
    synchronized void stop() {
        stopped = true;
        preparers.values().forEach(AgentPreparer::stop);
    }

    private static UserException cannotGoOn(Deployment deployment, UserException why) {
        return new UserException(
                Messages.RunDeployment_cannotGoOn(deployment.order().id(), why.problem()),
                deployment.hasApplied() ? Messages.RunDeployment_unwatched() : Messages.RunDeployment_untouched(),
                why.remedy().orElse(""),
                why);
    }

    /** Gives its client back when it ends. */
    private record Leased(GroupRunner.Running running, ClusterClients.Lease client) implements GroupRunner.Running {
        @Override
        public CompletableFuture<Deployment> start() {
            return running.start().whenComplete((last, defect) -> client.close());
        }

        @Override
        public void abort(String by) {
            running.abort(by);
        }

        @Override
        public void detach() {
            running.detach();
            client.close();
        }
    }
}
