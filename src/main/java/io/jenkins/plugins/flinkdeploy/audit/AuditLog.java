package io.jenkins.plugins.flinkdeploy.audit;

import hudson.Extension;
import io.jenkins.plugins.flinkdeploy.run.DeployResult;
import io.jenkins.plugins.flinkdeploy.run.DeploymentListener;
import io.jenkins.plugins.flinkdeploy.run.RunFront;
import io.jenkins.plugins.flinkdeploy.status.ActivityListener;
import io.jenkins.plugins.flinkdeploy.status.ClusterActivity;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One line for each deployment that ended, of who deployed what to where, and for what was done from the page of a cluster: in the log of the controller, or wherever a log recorder
 * for this class's name takes it.
 */
@Extension
public final class AuditLog implements DeploymentListener, ActivityListener {
    private static final Logger LOGGER = Logger.getLogger(AuditLog.class.getName());

    @Override
    public void ended(RunFront front, DeployResult deployment) {
        try {
            String run = front.run().getFullDisplayName();
            LOGGER.info(() -> line(run, deployment));
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> line("a build that is gone", deployment));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOGGER.log(Level.WARNING, e, () -> line("a build that is gone", deployment));
        }
    }

    static String line(String run, DeployResult deployment) {
        return "%s: %s %s of %s (%s), commit %s, by %s, ended as %s"
                .formatted(
                        run,
                        Optional.ofNullable(deployment.getAction()).orElse("deployment"),
                        deployment.getId(),
                        deployment.getTarget(),
                        deployment.getResource(),
                        Optional.ofNullable(deployment.getCommit()).orElse("not known"),
                        Optional.ofNullable(deployment.getDeployedBy()).orElse("not known"),
                        deployment.getOutcome());
    }

    @Override
    public void begun(ClusterActivity activity) {
        LOGGER.info(() -> line(activity) + " begins");
    }

    @Override
    public void ended(ClusterActivity activity) {
        LOGGER.info(
                () -> line(activity) + (activity.isSuccess() ? " ended well: " : " failed: ") + activity.getOutcome());
    }

    static String line(ClusterActivity activity) {
        return "page of clusters: %s %d of FlinkDeployment %s through target %s, by %s%s,"
                .formatted(
                        activity.getKind().getWord(),
                        activity.getNumber(),
                        activity.getResource(),
                        activity.getPlace(),
                        activity.getBy(),
                        activity.getReason().isEmpty() ? "" : " (" + activity.getReason() + ")");
    }
}
