package io.jenkins.plugins.flinkdeploy.status;

import hudson.model.TaskListener;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Deployment;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentGroup;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentListener;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentRunner;
import io.jenkins.plugins.flinkdeploy.engine.deploy.FlinkJobProbe;
import io.jenkins.plugins.flinkdeploy.engine.deploy.GroupListener;
import io.jenkins.plugins.flinkdeploy.engine.deploy.GroupReport;
import io.jenkins.plugins.flinkdeploy.engine.deploy.GroupRunner;
import io.jenkins.plugins.flinkdeploy.engine.deploy.LogLine;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.run.BuildLogLines;
import io.jenkins.plugins.flinkdeploy.run.DeployRuntime;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;

/** A start, stop, restart or cancel: the same deployments as those of a step or of the command line. */
final class ControlWork implements ActivityWork, GroupListener, GroupRunner.Starter {
    private final ClusterApi cluster;
    private final TaskListener log;
    private final ActivityEnd end;
    private final boolean several;
    private final GroupRunner runner;

    /** @param group new, or as it was saved */
    ControlWork(DeploymentGroup group, ClusterApi cluster, TaskListener log, ActivityEnd end) {
        this.cluster = cluster;
        this.log = log;
        this.end = end;
        several = group.members().size() > 1;
        runner = new GroupRunner(group, this, DeployRuntime.get().workers(), Clock.systemUTC(), this);
    }

    @Override
    public void begin() {
        runner.start().whenComplete((last, defect) -> {
            if (defect == null) {
                GroupReport report = GroupReport.of(last);
                end.ended(report.success(), report.summary());
            } else {
                end.failed(defect);
            }
        });
    }

    @Override
    public GroupRunner.Running running(DeploymentGroup.Member member, DeploymentListener listener) {
        return GroupRunner.Running.of(new DeploymentRunner(
                member.deployment(),
                cluster,
                order -> {
                    throw new UserException("A start, stop or restart builds nothing.", "Nothing was changed.", "");
                },
                new FlinkJobProbe(cluster),
                DeployRuntime.get().threads(),
                Clock.systemUTC(),
                listener));
    }

    @Override
    public void save(DeploymentGroup group) {
        end.save(group.toJson());
    }

    @Override
    public void changed(Deployment deployment, List<LogLine> lines) {
        lines.forEach(line -> lines(deployment).write(line, deployment.order().createdAt()));
    }

    @Override
    public void lost(Deployment deployment, Throwable why) {
        String.valueOf(why.getMessage()).lines().forEach(lines(deployment)::plain);
    }

    private BuildLogLines lines(Deployment deployment) {
        return several ? BuildLogLines.to(log, deployment.order().resource().name()) : BuildLogLines.to(log);
    }

    @Override
    public String status() {
        return runner.current().members().stream()
                .map(DeploymentGroup.Member::deployment)
                .filter(deployment -> !deployment.isFinished())
                .map(ControlWork::status)
                .collect(Collectors.joining("; "));
    }

    private static String status(Deployment deployment) {
        String where = deployment.order().resource().name() + ": " + deployment.phase();
        return deployment.waitingFor().map(what -> where + " (" + what + ")").orElse(where);
    }

    @Override
    public void abort(String by) {
        runner.abort(by);
    }

    @Override
    public void detach() {
        runner.detach();
    }
}
