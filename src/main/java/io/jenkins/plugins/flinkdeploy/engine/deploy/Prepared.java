package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.time.Duration;
import java.util.Optional;

/**
 * The resource, ready to be applied.
 *
 * @param manifest the resource as it will be applied
 * @param configHash hash over the configuration
 * @param contentHash hash over everything that makes a redeploy necessary
 * @param image what became of the image, empty when the manifest names one that somebody else built
 */
public record Prepared(Manifest manifest, String configHash, String contentHash, Optional<Image> image) {
    /**
     * The image that was built.
     *
     * @param reference repository and digest
     * @param digest its digest
     * @param pushedBytes bytes that went to the registry
     * @param skippedBytes bytes that were there already
     * @param took how long build and push took
     */
    public record Image(String reference, String digest, long pushedBytes, long skippedBytes, Duration took) {}
}
