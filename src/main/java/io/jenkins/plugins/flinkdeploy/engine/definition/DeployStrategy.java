package io.jenkins.plugins.flinkdeploy.engine.definition;

/** How a new version takes over. */
public enum DeployStrategy {
    /** The same resource is upgraded: stop, then start. */
    IN_PLACE,
    /** The operator starts the new version beside the old one and stops that once the new one runs (1.13 and newer). */
    BLUE_GREEN
}
