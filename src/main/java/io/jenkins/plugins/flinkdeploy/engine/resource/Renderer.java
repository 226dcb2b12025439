package io.jenkins.plugins.flinkdeploy.engine.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.FlinkSettings;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.util.Optional;

/** Turns a definition into the resource to apply: same input, same bytes. */
public final class Renderer {
    private static final int CONFIG_HASH_LENGTH = 8;
    private static final int CONTENT_HASH_LENGTH = 16;
    private static final String ANNOTATIONS = "annotations";

    private Renderer() {}

    /** Writes the resource of one cluster, with labels, annotations and hashes. */
    public static RenderedResource render(ClusterDefinition cluster, RenderContext given) {
        // The digest belongs to the given image, which a manifest that keeps its own does not run.
        RenderContext context = cluster.image().isPresent() ? given : given.withoutImageDigest();
        Optional<FlinkSettings> described = cluster.flink();
        ObjectNode root = described.isPresent()
                ? DescribedCluster.tree(cluster, described.get(), context)
                : manifest(cluster, context);
        ObjectNode metadata = object(root, "metadata");
        object(metadata, "labels").put(Labels.MANAGED_BY, Labels.FLINK_DEPLOY);
        object(metadata, ANNOTATIONS).remove(Annotations.PER_DEPLOYMENT);
        root = Canonical.sorted(root);
        String configHash = Canonical.hash(withImage(root, Optional.empty()), CONFIG_HASH_LENGTH);
        String contentHash = Canonical.hash(contents(root, context), CONTENT_HASH_LENGTH);
        annotate(object(object(root, "metadata"), ANNOTATIONS), context, configHash, contentHash);
        return new RenderedResource(Manifest.of(Canonical.sorted(root)), configHash, contentHash);
    }

    private static ObjectNode manifest(ClusterDefinition cluster, RenderContext context) {
        ObjectNode root = cluster.rawManifest().orElseThrow().toTree();
        root.remove("status");
        object(root, "metadata").put("namespace", context.namespace());
        if (cluster.image().isPresent()) {
            object(root, "spec").put("image", context.image());
        }
        return root;
    }

    /** By digest, because the same image under another tag is no reason to restart a job. */
    private static ObjectNode contents(ObjectNode root, RenderContext context) {
        return context.imageDigest().isPresent() ? withImage(root, context.imageDigest()) : root;
    }

    private static ObjectNode withImage(ObjectNode root, Optional<String> image) {
        ObjectNode copy = root.deepCopy();
        ObjectNode spec = object(copy, "spec");
        image.ifPresentOrElse(text -> spec.put("image", text), () -> spec.remove("image"));
        return copy;
    }

    private static void annotate(ObjectNode annotations, RenderContext context, String configHash, String contentHash) {
        context.commit().ifPresent(commit -> annotations.put(Annotations.COMMIT, commit));
        context.buildUrl().ifPresent(url -> annotations.put(Annotations.BUILD_URL, url));
        context.imageDigest().ifPresent(digest -> annotations.put(Annotations.IMAGE_DIGEST, digest));
        context.deployedBy().ifPresent(name -> annotations.put(Annotations.DEPLOYED_BY, name));
        annotations.put(Annotations.DEPLOYMENT_ID, context.deploymentId());
        annotations.put(Annotations.CONFIG_HASH, configHash);
        annotations.put(Annotations.CONTENT_HASH, contentHash);
    }

    private static ObjectNode object(ObjectNode parent, String key) {
        return parent.get(key) instanceof ObjectNode present ? present : parent.putObject(key);
    }
}
