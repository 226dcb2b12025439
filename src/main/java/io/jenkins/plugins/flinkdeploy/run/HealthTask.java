package io.jenkins.plugins.flinkdeploy.run;

import hudson.model.Result;
import io.jenkins.plugins.flinkdeploy.config.FlinkHealthConfiguration;
import io.jenkins.plugins.flinkdeploy.engine.checkup.HealthReader;
import io.jenkins.plugins.flinkdeploy.engine.checkup.HealthReport;
import io.jenkins.plugins.flinkdeploy.engine.checkup.HealthState;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.Secrets;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/** Looks how well a cluster is. One that is not well is no failure of the step; whoever asks may want an unstable build. */
public final class HealthTask extends LiveTask<HealthResult> {
    private static final long serialVersionUID = 1L;

    private final boolean unstable;

    public HealthTask(HealthParameters parameters) {
        super(parameters);
        unstable = parameters.isUnstable();
    }

    @Override
    HealthResult read(Live live, ClusterApi cluster, RunFront front) throws IOException, InterruptedException {
        HealthReport report = new HealthReader(
                        cluster,
                        Clock.systemUTC(),
                        FlinkHealthConfiguration.get().limits())
                .readDeployed(live.cluster(cluster), Optional.empty());
        HealthResult result = new HealthResult(report);
        String name = report.cluster().name();
        front.label(Messages.HealthTask_label(name, report.state().words()));
        result.getText().lines().forEach(BuildLogLines.to(front.listener())::plain);
        if (unstable && report.state().compareTo(HealthState.UNKNOWN) > 0) {
            String text = Secrets.masked(
                    Messages.HealthTask_unwell(name, report.state().words(), report.summary()));
            BuildLogLines.to(front.listener()).plain(text);
            front.warn(text);
            front.run().setResult(Result.UNSTABLE);
        }
        return result;
    }

    @Override
    public String status() {
        return Messages.HealthTask_status();
    }
}
