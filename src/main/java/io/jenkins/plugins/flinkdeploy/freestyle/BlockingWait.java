package io.jenkins.plugins.flinkdeploy.freestyle;

import hudson.AbortException;
import io.jenkins.plugins.flinkdeploy.run.DeployFront;
import io.jenkins.plugins.flinkdeploy.run.ResumableTask;
import io.jenkins.plugins.flinkdeploy.run.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for a cluster on the thread of the build, as build steps must. */
final class BlockingWait {
    /** How long aborted work may take to say what it left behind. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(30);

    private final DeployFront front;

    BlockingWait(DeployFront front) {
        this.front = front;
    }

    /**
     * @throws AbortException when the work did not do what was asked
     * @throws InterruptedException when the build was aborted; by then the work is, too
     */
    void perform(ResumableTask<?> task) throws IOException, InterruptedException {
        Waiting<?> waiting = task.begin(front);
        try {
            waiting.end().get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException said ? said : new IOException(e.getCause());
        } catch (InterruptedException interrupted) {
            waiting.abort(Messages.BlockingWait_by());
            awaitLastWords(waiting);
            throw interrupted;
        }
    }

    private void awaitLastWords(Waiting<?> waiting) throws IOException, InterruptedException {
        try {
            waiting.end().get(LAST_WORDS.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            front.listener().getLogger().println(e.getCause().getMessage());
        } catch (TimeoutException e) {
            front.listener().getLogger().println(Messages.BlockingWait_noLastWords());
        }
    }
}
