package io.jenkins.plugins.flinkdeploy.engine.image;

import java.io.Serializable;
import java.time.Duration;

/**
 * An image that is in its registry.
 *
 * @param repository registry and repository
 * @param tag the tag that was set
 * @param digest the image's digest, {@code sha256:…}
 * @param baseDigest the digest of the base image it was built on; of the list when the base has several platforms
 * @param pushedBytes bytes of layers and configuration that were sent to the registry
 * @param skippedBytes bytes of layers and configuration that the registry had already
 * @param duration how long building and pushing took
 */
public record BuiltImage(
        String repository,
        String tag,
        String digest,
        String baseDigest,
        long pushedBytes,
        long skippedBytes,
        Duration duration)
        implements Serializable {
    /** The reference that always means this very image: {@code repository@sha256:…}. */
    public String pinned() {
        return repository + "@" + digest;
    }
}
