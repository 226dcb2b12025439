package io.jenkins.plugins.flinkdeploy.localcluster.registry;

/** An answer to the client that says what was wrong with its request. */
final class RegistryError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    RegistryError(ErrorCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    ErrorCode code() {
        return code;
    }
}
