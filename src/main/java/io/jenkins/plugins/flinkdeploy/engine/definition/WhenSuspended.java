package io.jenkins.plugins.flinkdeploy.engine.definition;

/** What a deployment does with a cluster that somebody stopped. */
public enum WhenSuspended {
    /** The new version is written but stays stopped. */
    KEEP,
    /** The new version is started. */
    START
}
