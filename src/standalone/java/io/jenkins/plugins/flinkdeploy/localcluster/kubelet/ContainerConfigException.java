package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

/** A container cannot be made yet because something that it refers to is missing; the kubelet tries again. */
final class ContainerConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    ContainerConfigException(String message) {
        super(message);
    }
}
