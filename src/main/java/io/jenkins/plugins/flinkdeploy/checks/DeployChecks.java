package io.jenkins.plugins.flinkdeploy.checks;

import hudson.model.Computer;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.SequentialExecutionQueue;
import io.jenkins.plugins.checks.api.ChecksDetails;
import io.jenkins.plugins.checks.api.ChecksPublisherFactory;
import io.jenkins.plugins.checks.steps.ChecksInfo;
import io.jenkins.plugins.flinkdeploy.run.DeployResult;
import io.jenkins.plugins.flinkdeploy.run.DeploymentListener;
import io.jenkins.plugins.flinkdeploy.run.FlinkDeployAction;
import io.jenkins.plugins.flinkdeploy.run.RunFront;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.variant.OptionalExtension;

/**
 * One check for each deployment, on the commit that the build is of. Where no checks plugin knows the place of the commit, nothing is
 * published and nothing is said.
 */
@OptionalExtension(requirePlugins = "checks-api")
public final class DeployChecks implements DeploymentListener {
    private static final Logger LOGGER = Logger.getLogger(DeployChecks.class.getName());

    /** One after another, so that no earlier word of a deployment arrives after a later one; other servers are asked for it. */
    private final SequentialExecutionQueue queue = new SequentialExecutionQueue(Computer.threadPoolForRemoting);

    @Override
    public void changed(RunFront front, DeployResult deployment) {
        publish(front, deployment, false);
    }

    @Override
    public void ended(RunFront front, DeployResult deployment) {
        publish(front, deployment, true);
    }

    private void publish(RunFront front, DeployResult deployment, boolean over) {
        if (deployment.getAction() != null) {
            // To start or stop says nothing of the commit that the build is of.
            return;
        }
        try {
            Run<?, ?> run = front.run();
            Optional<String> name = front.around(ChecksInfo.class).map(ChecksInfo::getName);
            queue.execute(() -> publish(run, DeployCheck.of(deployment, name, over, FlinkDeployAction.address(run))));
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "The build that would tell of a deployment is gone", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void publish(Run<?, ?> run, ChecksDetails details) {
        try {
            ChecksPublisherFactory.fromRun(run, TaskListener.NULL).publish(details);
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "Cannot publish a check of " + run);
        }
    }
}
