package io.jenkins.plugins.flinkdeploy.engine.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.util.Optional;

/** Adds to a resource what all have: labels, annotations and both hashes. */
final class Finishing {
    private static final int CONFIG_HASH_LENGTH = 8;
    private static final int CONTENT_HASH_LENGTH = 16;
    private static final String ANNOTATIONS = "annotations";

    private Finishing() {}

    /**
     * @param autoscaled whether the operator decides the parallelism, which then does not count as a difference
     * @param restartForImage whether a new image must restart the job although nothing else of the resource changes
     */
    static RenderedResource finish(
            ObjectNode given, boolean autoscaled, boolean restartForImage, RenderContext context) {
        ObjectNode metadata = Trees.object(given, "metadata");
        Trees.object(metadata, "labels").put(Labels.MANAGED_BY, Labels.FLINK_DEPLOY);
        Trees.object(metadata, ANNOTATIONS).remove(Annotations.PER_DEPLOYMENT);
        ObjectNode root = Canonical.sorted(given);
        ObjectNode compared = root.deepCopy();
        if (autoscaled) {
            Autoscaling.removeParallelism(compared);
        }
        String configHash = Canonical.hash(withImage(compared, Optional.empty()), CONFIG_HASH_LENGTH);
        if (restartForImage) {
            long nonce = nonce(context);
            Trees.object(root, "spec").put("restartNonce", nonce);
            Trees.object(compared, "spec").put("restartNonce", nonce);
        }
        String contentHash = Canonical.hash(contents(compared, context), CONTENT_HASH_LENGTH);
        annotate(Trees.object(Trees.object(root, "metadata"), ANNOTATIONS), context, configHash, contentHash);
        return new RenderedResource(Manifest.of(Canonical.sorted(root)), configHash, contentHash);
    }

    /** A number that is the same for the same image: the operator restarts a job when it changes. */
    private static long nonce(RenderContext context) {
        String image = context.imageDigest().orElse(context.image());
        ObjectNode hashed = Json.object().put("image", image);
        return Long.parseLong(Canonical.hash(hashed, 8), 16);
    }

    /** By digest, because the same image under another tag is no reason to restart a job. */
    private static ObjectNode contents(ObjectNode root, RenderContext context) {
        return context.imageDigest().isPresent() ? withImage(root, context.imageDigest()) : root;
    }

    private static ObjectNode withImage(ObjectNode root, Optional<String> image) {
        ObjectNode copy = root.deepCopy();
        Trees.clusterSpec(copy)
                .ifPresent(spec -> image.ifPresentOrElse(text -> spec.put("image", text), () -> spec.remove("image")));
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
}
