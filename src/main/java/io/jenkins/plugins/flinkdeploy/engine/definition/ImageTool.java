package io.jenkins.plugins.flinkdeploy.engine.definition;

/** What builds an image from a Dockerfile. */
public enum ImageTool {
    /** The first of the others that is there and works. */
    AUTO,
    DOCKER,
    BUILDAH,
    PODMAN,
    KANIKO
}
