package io.jenkins.plugins.flinkdeploy.localcluster.images;

/** An image could not be had; the message says why in the words of the registry. */
public final class PullException extends Exception {
    static final String INVALID_NAME = "InvalidImageName";
    static final String FAILED = "ErrImagePull";
    static final String NEVER = "ErrImageNeverPull";
    private static final long serialVersionUID = 1L;

    private final String reason;

    PullException(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    PullException(String message, Throwable cause) {
        super(message, cause);
        this.reason = FAILED;
    }

    /** The image is not on the machine, and the container forbids to fetch it. */
    public static PullException never(String image) {
        return new PullException(NEVER, "Container image \"" + image + "\" is not present with pull policy of Never");
    }

    /** The reason for {@code state.waiting.reason} of the container's status. */
    public String reason() {
        return reason;
    }
}
