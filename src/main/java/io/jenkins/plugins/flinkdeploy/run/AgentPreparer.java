package io.jenkins.plugins.flinkdeploy.run;

import hudson.FilePath;
import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.deploy.JobImage;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Order;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Prepared;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Preparer;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Rendering;
import io.jenkins.plugins.flinkdeploy.engine.image.BuiltImage;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Prepares orders in the workspace of the run: the image is built once, on its agent, and the resources are rendered here. Orders are
 * prepared one after another; only {@link #stop} comes from another thread.
 */
final class AgentPreparer implements Preparer {
    private static final String UNTOUCHED = "Nothing on the cluster was changed; a running job goes on.";

    private final DeployFront front;
    private final Assignment assignment;
    private final TargetAccess target;
    private Future<BuiltImage> building;
    private BuiltImage built;
    private boolean stopped;

    AgentPreparer(DeployFront front, Assignment assignment, TargetAccess target) {
        this.front = front;
        this.assignment = assignment;
        this.target = target;
    }

    @Override
    public Prepared prepare(Order order) throws InterruptedException {
        ClusterDefinition cluster = assignment.definition();
        Optional<JobImage> image = JobImage.of(cluster, order.provenance(), target.allowInsecureRegistry());
        if (image.isEmpty()) {
            return Rendering.withImage(cluster, order, cluster.existingImage().orElse(""));
        }
        try {
            if (order.dryRun()) {
                BuildLogLines.to(front.listener())
                        .plain("dry run: " + image.get().reference() + " would be built and pushed");
                return Rendering.withImage(cluster, order, image.get().reference());
            }
            if (built == null) {
                built = build(image.get());
            }
            return Rendering.withBuiltImage(cluster, order, built);
        } catch (IOException e) {
            throw new UserException(
                    "The image could not be built on the agent: " + e.getMessage() + ".",
                    UNTOUCHED,
                    "Was the agent lost? Deploy again when it is back.",
                    e);
        }
    }

    /** Ends a build that is under way, and lets none begin any more. */
    synchronized void stop() {
        stopped = true;
        if (building != null) {
            building.cancel(true);
        }
    }

    private BuiltImage build(JobImage image) throws IOException, InterruptedException {
        Future<BuiltImage> result =
                begin(directory(), new RemoteImageBuild(image, target.registry(), front.listener()));
        try {
            return await(result);
        } catch (CancellationException e) {
            throw stoppedBy(e);
        } catch (ExecutionException e) {
            if (isStopped()) {
                throw stoppedBy(e);
            }
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof UserException said) {
                    throw said;
                }
            }
            throw new IOException(String.valueOf(e.getCause()), e);
        }
    }

    /** Does not rely on the agent to answer when the build is to stop: it may hang. */
    private BuiltImage await(Future<BuiltImage> result) throws ExecutionException, InterruptedException {
        while (true) {
            try {
                return result.get(1, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                if (isStopped()) {
                    throw stoppedBy(e);
                }
            }
        }
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
            throw new InterruptedException("The deployment was aborted");
        }
        building = directory.actAsync(work);
        return building;
    }

    /** Paths in a cluster file are relative to the file. */
    private FilePath directory() throws IOException, InterruptedException {
        FilePath parent = front.workspace().child(assignment.file()).getParent();
        return parent == null ? front.workspace() : parent;
    }
}
