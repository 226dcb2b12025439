package io.jenkins.plugins.flinkdeploy.engine.checkup;

/** What is looked at, in the order in which a report tells it. */
public enum HealthCheck {
    STATE("State", true),
    JOB_MANAGERS("JobManagers", true),
    TASK_MANAGERS("Task managers", true),
    PODS("Pods", false),
    SAVEPOINT_AGE("Savepoint age", false),
    JOB("Job", true),
    CHECKPOINT_AGE("Checkpoint age", false),
    CHECKPOINT_FAILURES("Checkpoint failures", false),
    RESTARTS("Restarts", false),
    BACK_PRESSURE("Back pressure", false),
    CONSUMER_LAG("Consumer lag", false);

    private final String words;
    private final boolean essential;

    HealthCheck(String words, boolean essential) {
        this.words = words;
        this.essential = essential;
    }

    public String words() {
        return words;
    }

    /** Whether a cluster of which this is not known cannot be called well. */
    boolean essential() {
        return essential;
    }
}
