package io.jenkins.plugins.flinkdeploy.engine.definition;

/** What an image may tell about where it comes from. */
public enum ImageOrigin {
    COMMIT,
    SOURCE,
    BUILD
}
