package io.jenkins.plugins.flinkdeploy.engine.health;

/** What sort of thing the health rules found; part of the saved state and of the JSON report, so names stay. */
public enum FindingCode {
    /** The operator refused the specification; the job that ran goes on. */
    SPEC_REJECTED,
    /** The operator does not know the Flink version; the job that ran goes on. */
    UNSUPPORTED_VERSION,
    /** The operator does not take up the specification, and says nothing about it. */
    UPDATE_IGNORED,
    /** The operator went back to its last stable specification by itself. */
    ROLLED_BACK_BY_OPERATOR,
    /** The operator cannot go on without help (high-availability metadata lost, manual restore required). */
    MANUAL_RESTORE_REQUIRED,
    /** The JobManager's deployment is in error. */
    JOB_MANAGER_ERROR,
    /** Kubernetes cannot pull the image. */
    IMAGE_PULL,
    /** A container cannot be made: missing config map or secret, invalid image configuration. */
    CONTAINER_CONFIG,
    /** A container ends again and again. */
    CRASH_LOOP,
    /** A container was killed because it used more memory than its limit. */
    OUT_OF_MEMORY,
    /** No node takes a pod. */
    UNSCHEDULABLE,
    /** The namespace's quota does not allow the pods. */
    QUOTA,
    /** The job ended as FAILED. */
    JOB_FAILED,
    /** The job was cancelled, not by this deployment. */
    JOB_CANCELED,
    /** The job restarts more often than allowed. */
    RESTARTING,
    /** No checkpoint completed. */
    NO_CHECKPOINT,
    /** It cannot be known whether the job is healthy, because nobody who knows can be asked. */
    UNPROVEN,
    /** The job began empty although it had state. */
    STATE_NOT_RESTORED,
    /** The savepoint that was asked for did not come about. */
    SAVEPOINT_FAILED,
    /** The resource disappeared. */
    RESOURCE_GONE,
    /** Another deployment applied the resource meanwhile. */
    SUPERSEDED,
    /** The time limit passed. */
    TIMEOUT,
    /** The deployment could not do its own work (an API server that refuses, an image that cannot be built). */
    DEPLOYER
}
