package io.jenkins.plugins.flinkdeploy.health;

import hudson.Extension;
import hudson.model.Run;
import io.jenkins.plugins.flinkdeploy.run.DeployResult;
import io.jenkins.plugins.flinkdeploy.run.DeployedCluster;
import io.jenkins.plugins.flinkdeploy.run.DeploymentListener;
import io.jenkins.plugins.flinkdeploy.run.RunFront;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Notes which clusters a job deploys. Whoever only stops or starts them does not answer for their health. */
@Extension
public final class DeployedClusters implements DeploymentListener {
    private static final Logger LOGGER = Logger.getLogger(DeployedClusters.class.getName());

    @Override
    public void ended(RunFront front, DeployResult deployment) {
        if (deployment.getAction() != null) {
            return;
        }
        try {
            Run<?, ?> run = front.run();
            HealthBook.get().deployed(run.getParent(), DeployedCluster.of(run));
        } catch (IOException | InterruptedException e) {
            LOGGER.log(Level.FINE, e, () -> "The run of deployment " + deployment.getId() + " is gone.");
        }
    }
}
