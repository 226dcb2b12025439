package io.jenkins.plugins.flinkdeploy.engine.savepoint;

/** How the operator is asked for a savepoint; names are part of the saved state. */
public enum SavepointMethod {
    /** As an object of kind FlinkStateSnapshot (operators from 1.10). */
    SNAPSHOT,
    /** By another {@code spec.job.savepointTriggerNonce} (operators without that kind). */
    NONCE
}
