package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.resource.RenderContext;
import io.jenkins.plugins.flinkdeploy.engine.resource.RenderedResource;
import io.jenkins.plugins.flinkdeploy.engine.resource.Renderer;
import java.util.List;
import java.util.Optional;

/** Renders resources as a deployment would, without building or deploying: for showing and planning. */
public final class Previews {
    /** Stands where a deployment writes its id. */
    static final String ID = "preview";

    private Previews() {}

    /**
     * The resources of a cluster, in the order in which they are applied; the same for the same input.
     *
     * @param targetNamespace the namespace of the target, for clusters that name none
     * @param image the image to run; empty for the one that the file names, or repository and tag of the one to be built
     */
    public static List<RenderedResource> of(
            ClusterDefinition cluster, String targetNamespace, Order.Provenance provenance, Optional<String> image) {
        String reference = image.or(
                        () -> JobImage.of(cluster, provenance, false).map(JobImage::reference))
                .or(cluster::existingImage)
                .orElse("");
        int at = reference.indexOf("@sha256:");
        RenderContext context = new RenderContext(
                reference,
                at < 0 ? Optional.empty() : Optional.of(reference.substring(at + 1)),
                cluster.namespace().orElse(targetNamespace),
                provenance.commit(),
                provenance.buildUrl(),
                provenance.deployedBy(),
                ID);
        return Renderer.renderAll(cluster, context);
    }
}
