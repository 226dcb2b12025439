package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.checkup.HealthLimits;
import java.time.Duration;
import java.util.OptionalLong;
import picocli.CommandLine.Option;

/** From when on something is not well, as the command line says it. */
final class HealthOptions {
    private static final String DEFAULT = " Default: ${DEFAULT-VALUE}.";

    @Option(
            names = "--pod-age",
            paramLabel = "TIME",
            defaultValue = HealthLimits.POD_AGE,
            converter = DurationOption.class,
            description = "How old a ready pod must be to count." + DEFAULT)
    private Duration podAge;

    @Option(
            names = "--checkpoint-age",
            paramLabel = "TIME",
            defaultValue = HealthLimits.CHECKPOINT_AGE,
            converter = DurationOption.class,
            description =
                    "How old the state may be that a job would go back to; three checkpoint intervals where that is"
                            + " longer." + DEFAULT)
    private Duration checkpointAge;

    @Option(
            names = "--checkpoint-failures",
            paramLabel = "COUNT",
            defaultValue = "" + HealthLimits.CHECKPOINT_FAILURES,
            description = "How many checkpoints in a row must fail to be a failure; fewer are a warning." + DEFAULT)
    private int checkpointFailures;

    @Option(
            names = "--restarts",
            paramLabel = "COUNT",
            defaultValue = "" + HealthLimits.RESTARTS_PER_HOUR,
            description = "How often a job may restart within an hour." + DEFAULT)
    private int restartsPerHour;

    @Option(
            names = "--savepoint-age",
            paramLabel = "TIME",
            defaultValue = HealthLimits.SAVEPOINT_AGE,
            converter = DurationOption.class,
            description = "How old the last savepoint may be." + DEFAULT)
    private Duration savepointAge;

    @Option(
            names = "--back-pressure",
            paramLabel = "PERCENT",
            defaultValue = "" + HealthLimits.BACK_PRESSURE_PERCENT,
            description = "For which share of its time a subtask may wait to hand on its records." + DEFAULT)
    private int backPressurePercent;

    @Option(
            names = "--lag",
            paramLabel = "RECORDS",
            description = "How many records may wait in front of the sources of a job. Default: any number.")
    private Long lagRecords;

    HealthLimits limits() {
        return new HealthLimits(
                podAge,
                HealthLimits.defaults().patience(),
                checkpointAge,
                checkpointFailures,
                restartsPerHour,
                savepointAge,
                backPressurePercent,
                lagRecords == null ? OptionalLong.empty() : OptionalLong.of(lagRecords));
    }
}
