package io.jenkins.plugins.flinkdeploy.run;

import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.status.ClusterStatus;
import io.jenkins.plugins.flinkdeploy.engine.status.StatusDetail;
import io.jenkins.plugins.flinkdeploy.engine.status.StatusReader;
import java.io.IOException;
import java.time.Clock;

/** Reads what a cluster does. A cluster that does badly is no failure of the step: whoever asks decides. */
public final class StatusTask extends LiveTask<StatusResult> {
    private static final long serialVersionUID = 1L;

    public StatusTask(LiveParameters parameters) {
        super(parameters);
    }

    @Override
    StatusResult read(Live live, ClusterApi cluster, RunFront front) throws IOException, InterruptedException {
        ClusterStatus status =
                new StatusReader(cluster, Clock.systemUTC()).read(live.cluster(cluster), StatusDetail.FULL);
        StatusResult result = new StatusResult(status);
        front.label(Messages.StatusTask_label(
                status.resource().name(), status.state().words()));
        result.getText().lines().forEach(BuildLogLines.to(front.listener())::plain);
        return result;
    }

    @Override
    public String status() {
        return Messages.StatusTask_status();
    }
}
