package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.image.BuiltImage;
import io.jenkins.plugins.flinkdeploy.engine.resource.RenderContext;
import io.jenkins.plugins.flinkdeploy.engine.resource.RenderedResource;
import io.jenkins.plugins.flinkdeploy.engine.resource.Renderer;
import java.util.Optional;

/** Renders the resource of an order. */
public final class Rendering {
    private Rendering() {}

    /** The resource with the image that was built. */
    public static Prepared withBuiltImage(ClusterDefinition cluster, Order order, BuiltImage image) {
        Prepared.Image summary = new Prepared.Image(
                image.pinned(), image.digest(), image.pushedBytes(), image.skippedBytes(), image.duration());
        return prepared(cluster, order, image.pinned(), Optional.of(image.digest()), Optional.of(summary));
    }

    /** The resource with an image that exists already, or that a dry run would build. */
    public static Prepared withImage(ClusterDefinition cluster, Order order, String reference) {
        int at = reference.indexOf("@sha256:");
        Optional<String> digest = at < 0 ? Optional.empty() : Optional.of(reference.substring(at + 1));
        return prepared(cluster, order, reference, digest, Optional.empty());
    }

    private static Prepared prepared(
            ClusterDefinition cluster,
            Order order,
            String reference,
            Optional<String> digest,
            Optional<Prepared.Image> summary) {
        RenderedResource rendered = Renderer.render(
                cluster,
                new RenderContext(
                        reference,
                        digest,
                        order.resource().namespace(),
                        order.provenance().commit(),
                        order.provenance().buildUrl(),
                        order.provenance().deployedBy(),
                        order.id()));
        return new Prepared(rendered.manifest(), rendered.configHash(), rendered.contentHash(), summary);
    }
}
