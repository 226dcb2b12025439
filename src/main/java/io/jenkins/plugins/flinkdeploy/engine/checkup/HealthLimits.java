package io.jenkins.plugins.flinkdeploy.engine.checkup;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * From when on something is not well.
 *
 * @param podAge how old a ready pod must be to count
 * @param patience how long a cluster may be on its way, a pod young or a JobManager silent, before that is a failure
 * @param checkpointAge how old the state may be that a job would go back to; three checkpoint intervals where that is longer
 * @param checkpointFailures how many checkpoints in a row fail before it is a failure; fewer are a warning
 * @param restartsPerHour how often a job may fail and restart within an hour
 * @param savepointAge how old the last savepoint may be
 * @param backPressurePercent for which share of its time a subtask may be unable to hand on its records
 * @param lagRecords how many records may wait in front of a source; empty for any number
 */
public record HealthLimits(
        Duration podAge,
        Duration patience,
        Duration checkpointAge,
        int checkpointFailures,
        int restartsPerHour,
        Duration savepointAge,
        int backPressurePercent,
        OptionalLong lagRecords) {
    public static final String POD_AGE = "60s";
    public static final String PATIENCE = "10m";
    public static final String CHECKPOINT_AGE = "15m";
    public static final int CHECKPOINT_FAILURES = 3;
    public static final int RESTARTS_PER_HOUR = 3;
    public static final String SAVEPOINT_AGE = "12h";
    public static final int BACK_PRESSURE_PERCENT = 50;

    /** What holds where nobody says otherwise. */
    public static HealthLimits defaults() {
        return new HealthLimits(
                Duration.ofSeconds(60),
                Duration.ofMinutes(10),
                Duration.ofMinutes(15),
                CHECKPOINT_FAILURES,
                RESTARTS_PER_HOUR,
                Duration.ofHours(12),
                BACK_PRESSURE_PERCENT,
                OptionalLong.empty());
    }
}
