package io.jenkins.plugins.flinkdeploy.engine.definition;

/** Which savepoint a deployment takes. */
public enum SavepointPolicy {
    /** The operator's own, when it stops the old job. */
    UPGRADE,
    /** An extra one before anything is changed, as a backup. */
    BEFORE,
    /** No extra one, and none is required. */
    NONE
}
