package io.jenkins.plugins.flinkdeploy.freestyle;

import hudson.AbortException;
import io.jenkins.plugins.flinkdeploy.run.DeployFront;
import io.jenkins.plugins.flinkdeploy.run.DeployParameters;
import io.jenkins.plugins.flinkdeploy.run.RunDeployment;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for a deployment on the thread of the build, as build steps must. */
final class BlockingDeployment {
    /** How long an aborted deployment may take to say what it left behind. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(30);

    private final DeployFront front;

    BlockingDeployment(DeployFront front) {
        this.front = front;
    }

    /**
     * @throws AbortException when the deployment did not do what was asked
     * @throws InterruptedException when the build was aborted; by then the deployment is, too
     */
    void perform(DeployParameters parameters) throws IOException, InterruptedException {
        RunDeployment deployment = RunDeployment.begin(parameters, front);
        try {
            deployment.end().get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException said ? said : new IOException(e.getCause());
        } catch (InterruptedException interrupted) {
            deployment.abort(Messages.BlockingDeployment_by());
            awaitLastWords(deployment);
            throw interrupted;
        }
    }

    private void awaitLastWords(RunDeployment deployment) throws IOException, InterruptedException {
        try {
            deployment.end().get(LAST_WORDS.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            front.listener().getLogger().println(e.getCause().getMessage());
        } catch (TimeoutException e) {
            front.listener().getLogger().println(Messages.BlockingDeployment_noLastWords());
        }
    }
}
