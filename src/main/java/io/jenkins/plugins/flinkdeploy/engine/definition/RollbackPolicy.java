package io.jenkins.plugins.flinkdeploy.engine.definition;

/** What happens when a deployment fails. */
public enum RollbackPolicy {
    /** The last good version is brought back with its state. */
    AUTO,
    /** The failure is reported and everything left as it is, ready to be rolled back by hand. */
    MANUAL,
    /** The failure is reported; no way back is offered. */
    OFF
}
