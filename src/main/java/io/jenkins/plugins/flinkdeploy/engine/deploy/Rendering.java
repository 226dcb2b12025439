package io.jenkins.plugins.flinkdeploy.engine.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.image.BuiltImage;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import io.jenkins.plugins.flinkdeploy.engine.resource.RenderContext;
import io.jenkins.plugins.flinkdeploy.engine.resource.RenderedResource;
import io.jenkins.plugins.flinkdeploy.engine.resource.Renderer;
import java.util.List;
import java.util.Optional;

/** Renders the resource of an order. */
public final class Rendering {
    private Rendering() {}

    /** Which resources a cluster is, in the order of deployment. */
    static List<ResourceId> resources(ClusterDefinition cluster, String namespace) {
        RenderContext context = new RenderContext(
                "", Optional.empty(), namespace, Optional.empty(), Optional.empty(), Optional.empty(), "");
        return Renderer.renderAll(cluster, context).stream()
                .map(rendered -> rendered.manifest().id())
                .toList();
    }

    /** Whether a resource is the cluster itself or, for a session cluster, one of its jobs. */
    public static boolean describes(ClusterDefinition cluster, ResourceId resource) {
        return resources(cluster, cluster.namespace().orElse(resource.namespace()))
                .contains(resource);
    }

    /** The resource with the image that was built. */
    public static Prepared withBuiltImage(ClusterDefinition cluster, Order order, BuiltImage image) {
        return withBuiltImage(
                cluster,
                order,
                new Prepared.Image(
                        image.pinned(), image.digest(), image.pushedBytes(), image.skippedBytes(), image.duration()));
    }

    /** The resource with the image that was built for another resource of the cluster. */
    public static Prepared withBuiltImage(ClusterDefinition cluster, Order order, Prepared.Image image) {
        return prepared(cluster, order, image.reference(), Optional.of(image.digest()), Optional.of(image));
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
        RenderContext context = new RenderContext(
                reference,
                digest,
                order.resource().namespace(),
                order.provenance().commit(),
                order.provenance().buildUrl(),
                order.provenance().deployedBy(),
                order.id());
        RenderedResource rendered = Renderer.renderAll(cluster, context).stream()
                .filter(candidate -> candidate.manifest().id().equals(order.resource()))
                .findFirst()
                .orElseThrow(() -> new UserException(
                        order.resource() + " is not among the resources of cluster " + cluster.name() + ".",
                        Preparing.UNTOUCHED,
                        "The cluster file has changed since the deployment was asked for; deploy again."));
        return new Prepared(dated(rendered.manifest(), order), rendered.configHash(), rendered.contentHash(), summary);
    }

    private static Manifest dated(Manifest manifest, Order order) {
        ObjectNode tree = manifest.toTree();
        order.provenance().commitTime().ifPresent(time -> tree.withObject("/metadata/annotations")
                .put(Annotations.COMMIT_TIME, time.toString()));
        return Manifest.of(tree);
    }
}
