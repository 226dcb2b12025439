package io.jenkins.plugins.flinkdeploy.run;

import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.IOException;

/**
 * Reads something of what is deployed, and changes nothing.
 *
 * @param <R> what it finds out
 */
abstract class LiveTask<R> implements RunTask<R> {
    private static final long serialVersionUID = 1L;

    private final LiveParameters which;

    LiveTask(LiveParameters which) {
        this.which = which;
    }

    @Override
    public final R work(RunFront front) throws IOException, InterruptedException {
        Live live = Live.of(which, front);
        try (ClusterClients.Lease client =
                DeployRuntime.get().clients().lease(live.access().connection())) {
            return read(live, client.cluster(), front);
        } catch (ClusterException e) {
            throw new UserException(e.getMessage(), Messages.LiveTask_untouched(), "", e);
        }
    }

    abstract R read(Live live, ClusterApi cluster, RunFront front) throws IOException, InterruptedException;
}
