package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

/** A container's command cannot be run at all. */
final class StartException extends Exception {
    private static final long serialVersionUID = 1L;

    StartException(String message) {
        super(message);
    }
}
