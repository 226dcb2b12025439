package io.jenkins.plugins.flinkdeploy.run;

import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.deploy.JobImage;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Order;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Prepared;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Preparer;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Rendering;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Prepares orders in the workspace of the run: the image is built once, on its agent, and the resources are rendered here. Orders are
 * prepared one after another; {@link #stop} may come at any time.
 */
final class AgentPreparer implements Preparer {
    private static final Logger LOGGER = Logger.getLogger(AgentPreparer.class.getName());

    private final DeployFront front;
    private final Assignment assignment;
    private final TargetAccess target;
    private final AgentImageBuild build;
    private Optional<Prepared.Image> built;

    /** @param built the image that was built already, for another resource of the cluster */
    AgentPreparer(DeployFront front, Assignment assignment, TargetAccess target, Optional<Prepared.Image> built) {
        this.front = front;
        this.assignment = assignment;
        this.target = target;
        this.built = built;
        this.build = new AgentImageBuild(front, assignment.file());
    }

    @Override
    public synchronized Prepared prepare(Order order) throws InterruptedException {
        ClusterDefinition cluster = assignment.definition();
        Optional<JobImage> image = JobImage.of(cluster, order.provenance(), target.allowInsecureRegistry());
        if (image.isEmpty()) {
            return Rendering.withImage(cluster, order, cluster.existingImage().orElse(""));
        }
        if (order.dryRun()) {
            tell("dry run: " + image.get().reference() + " would be built and pushed");
            return Rendering.withImage(cluster, order, image.get().reference());
        }
        if (built.isPresent()) {
            return Rendering.withBuiltImage(cluster, order, built.get());
        }
        Prepared prepared = Rendering.withBuiltImage(cluster, order, build.build(image.get(), target.registry()));
        built = prepared.image();
        return prepared;
    }

    private void tell(String line) throws InterruptedException {
        try {
            BuildLogLines.to(front.listener()).plain(line);
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "The run has no log any more", e);
        }
    }

    /** Ends a build that is under way, and lets none begin any more. */
    void stop() {
        build.stop();
    }
}
