package io.jenkins.plugins.flinkdeploy.run;

import hudson.FilePath;
import hudson.remoting.ChannelClosedException;
import hudson.remoting.RequestAbortedException;
import io.jenkins.plugins.flinkdeploy.engine.deploy.JobImage;
import io.jenkins.plugins.flinkdeploy.engine.image.BuiltImage;
import io.jenkins.plugins.flinkdeploy.engine.image.RegistryCredentials;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The build of an image in the workspace of a run, on its agent. Only {@link #stop} comes from another thread. */
final class AgentImageBuild {
    private final RunFront front;
    private final String file;
    private Future<BuiltImage> building;
    private boolean stopped;

    /** @param file path of the cluster file, to which the paths in it are relative */
    AgentImageBuild(RunFront front, String file) {
        this.front = front;
        this.file = file;
    }

    /**
     * Builds and pushes.
     *
     * @throws UserException when it cannot be done
     * @throws InterruptedException when it was stopped
     */
    BuiltImage build(JobImage image, RegistryCredentials credentials) throws InterruptedException {
        try {
            return await(begin(directory(), new RemoteImageBuild(image, credentials, front.listener())));
        } catch (IOException e) {
            throw e instanceof ChannelClosedException || e.getCause() instanceof RequestAbortedException
                    ? new UserException(Messages.AgentImageBuild_lost(), "", Messages.AgentImageBuild_again(), e)
                    : new UserException(
                            Messages.AgentImageBuild_failed(e.getMessage()), "", Messages.AgentImageBuild_again(), e);
        }
    }

    /** Ends a build that is under way, and lets none begin any more. */
    synchronized void stop() {
        stopped = true;
        if (building != null) {
            building.cancel(true);
        }
    }

    /** Does not rely on the agent to answer when the build is to stop: it may hang. */
    private BuiltImage await(Future<BuiltImage> result) throws IOException, InterruptedException {
        while (true) {
            try {
                return result.get(1, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                if (isStopped()) {
                    throw stoppedBy(e);
                }
            } catch (CancellationException e) {
                throw stoppedBy(e);
            } catch (ExecutionException e) {
                if (isStopped()) {
                    throw stoppedBy(e);
                }
                throw failedBy(e);
            }
        }
    }

    private static IOException failedBy(ExecutionException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UserException said) {
                throw said;
            }
        }
        return new IOException(String.valueOf(failure.getCause()), failure.getCause());
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    private static InterruptedException stoppedBy(Exception e) {
        InterruptedException stop = new InterruptedException("The image build was stopped");
        stop.initCause(e);
        return stop;
    }

    private synchronized Future<BuiltImage> begin(FilePath directory, RemoteImageBuild work)
            throws IOException, InterruptedException {
        if (stopped) {
            throw new InterruptedException("The image build was stopped");
        }
        building = directory.actAsync(work);
        return building;
    }

    /** Paths in a cluster file are relative to the file. */
    private FilePath directory() throws IOException, InterruptedException {
        FilePath parent = front.workspace().child(file).getParent();
        return parent == null ? front.workspace() : parent;
    }
}
