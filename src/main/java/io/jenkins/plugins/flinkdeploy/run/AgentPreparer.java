package io.jenkins.plugins.flinkdeploy.run;

import hudson.FilePath;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.credentials.TargetCredentials;
import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.deploy.JobImage;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Order;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Prepared;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Preparer;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Rendering;
import io.jenkins.plugins.flinkdeploy.engine.image.BuiltImage;
import io.jenkins.plugins.flinkdeploy.engine.image.RegistryCredentials;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Prepares an order in the workspace of the run: the image is built on its agent, the resource is rendered here. */
final class AgentPreparer implements Preparer {
    private static final String UNTOUCHED = "Nothing on the cluster was changed; a running job goes on.";

    private final DeployFront front;
    private final Assignment assignment;
    private final FlinkTarget target;
    private final TargetCredentials credentials;
    private Future<BuiltImage> building;
    private boolean stopped;

    AgentPreparer(DeployFront front, Assignment assignment, FlinkTarget target, TargetCredentials credentials) {
        this.front = front;
        this.assignment = assignment;
        this.target = target;
        this.credentials = credentials;
    }

    @Override
    public Prepared prepare(Order order) throws InterruptedException {
        ClusterDefinition cluster = assignment.definition();
        Optional<JobImage> image = JobImage.of(cluster, order.provenance(), target.isAllowInsecureRegistry());
        if (image.isEmpty()) {
            return Rendering.withImage(cluster, order, cluster.existingImage().orElse(""));
        }
        try {
            if (order.dryRun()) {
                BuildLogLines.to(front.listener())
                        .plain("dry run: " + image.get().reference() + " would be built and pushed");
                return Rendering.withImage(cluster, order, image.get().reference());
            }
            return Rendering.withBuiltImage(cluster, order, build(image.get()));
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
        RegistryCredentials registry = target.getRegistryCredentialsId() == null
                ? RegistryCredentials.fromDockerConfig()
                : credentials.registry(target.getRegistryCredentialsId());
        try {
            return begin(directory(), new RemoteImageBuild(image, registry, front.listener()))
                    .get();
        } catch (CancellationException e) {
            throw stoppedBy(e);
        } catch (ExecutionException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof UserException said) {
                    throw said;
                }
            }
            throw new IOException(String.valueOf(e.getCause()), e);
        }
    }

    private static InterruptedException stoppedBy(CancellationException e) {
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
