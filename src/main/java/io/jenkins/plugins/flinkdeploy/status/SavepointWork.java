package io.jenkins.plugins.flinkdeploy.status;

import hudson.model.TaskListener;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointReport;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointRun;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointRunner;
import io.jenkins.plugins.flinkdeploy.run.BuildLogLines;
import io.jenkins.plugins.flinkdeploy.run.DeployRuntime;
import java.time.Clock;
import java.util.List;

/** A savepoint of each job of a cluster; the jobs go on. */
final class SavepointWork implements ActivityWork {
    private final TaskListener log;
    private final ActivityEnd end;
    private final SavepointRunner runner;

    /** @param run new, or as it was saved */
    SavepointWork(SavepointRun run, ClusterApi cluster, TaskListener log, ActivityEnd end) {
        this.log = log;
        this.end = end;
        runner = new SavepointRunner(
                run,
                cluster,
                DeployRuntime.get().threads().workers(),
                DeployRuntime.get().threads().timer(),
                Clock.systemUTC(),
                this::changed);
    }

    @Override
    public void begin() {
        runner.start().whenComplete((last, defect) -> {
            if (defect == null) {
                SavepointReport report = SavepointReport.of(last);
                end.ended(report.success(), report.summary());
            } else {
                end.failed(defect);
            }
        });
    }

    private void changed(SavepointRun run, List<String> lines) {
        end.save(run.toJson());
        lines.forEach(BuildLogLines.to(log)::plain);
    }

    @Override
    public String status() {
        return runner.current().stage().toString();
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
