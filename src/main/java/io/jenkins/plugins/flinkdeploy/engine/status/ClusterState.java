package io.jenkins.plugins.flinkdeploy.engine.status;

/** What a Flink cluster does, in one word. */
public enum ClusterState {
    /** There is no such resource. */
    ABSENT("Absent"),
    /** The first specification, or a new one, is on its way to running. */
    DEPLOYING("Deploying"),
    /** The job runs, or the session cluster takes jobs. */
    RUNNING("Running"),
    /** A container ends again and again. */
    CRASH_LOOPING("Crash-looping"),
    /** The job restarts after a failure of its own. */
    RESTARTING("Restarting"),
    /** The job, or the operator, gave up. */
    FAILED("Failed"),
    /** Suspended is asked for, and not yet reached. */
    STOPPING("Stopping"),
    /** Suspended, as asked for. */
    STOPPED("Stopped"),
    /** A bounded job came to its end. */
    FINISHED("Finished"),
    ROLLING_BACK("Rolling back"),
    ROLLED_BACK("Rolled back"),
    DELETING("Deleting"),
    /** The operator has not told anything yet. */
    UNKNOWN("Unknown");

    private final String words;

    ClusterState(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** Whether somebody should look at it. */
    public boolean bad() {
        return this == CRASH_LOOPING || this == FAILED || this == RESTARTING || this == ROLLED_BACK;
    }

    /** Whether it is what somebody asked for, or on its way there. */
    public boolean fine() {
        return !bad() && this != ABSENT && this != UNKNOWN;
    }

    /** Whether a JobManager can be expected to answer. */
    boolean mayAnswer() {
        return this != ABSENT && this != STOPPED && this != DELETING;
    }
}
