package io.jenkins.plugins.flinkdeploy.run;

import io.jenkins.plugins.flinkdeploy.engine.image.BuiltImage;
import java.io.Serializable;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** An image that is in its registry: what the step returns to a Pipeline. */
public final class ImageResult implements Serializable {
    private static final long serialVersionUID = 1L;

    private final BuiltImage built;

    ImageResult(BuiltImage built) {
        this.built = built;
    }

    /** The reference that always means this very image: {@code repository@sha256:…}. */
    @Whitelisted
    public String getImage() {
        return built.pinned();
    }

    /** {@code sha256:…}. */
    @Whitelisted
    public String getDigest() {
        return built.digest();
    }

    /** The tag that was set. */
    @Whitelisted
    public String getTag() {
        return built.tag();
    }

    /** Digest of the image that it was built on. */
    @Whitelisted
    public String getBaseDigest() {
        return built.baseDigest();
    }

    /** Bytes that were sent to the registry. */
    @Whitelisted
    public long getPushedBytes() {
        return built.pushedBytes();
    }

    /** Bytes that the registry had already. */
    @Whitelisted
    public long getSkippedBytes() {
        return built.skippedBytes();
    }

    /** How long building and pushing took, in milliseconds. */
    @Whitelisted
    public long getTookMillis() {
        return built.duration().toMillis();
    }

    @Override
    public String toString() {
        return getImage();
    }
}
