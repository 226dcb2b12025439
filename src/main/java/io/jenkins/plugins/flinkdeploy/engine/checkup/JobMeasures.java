package io.jenkins.plugins.flinkdeploy.engine.checkup;

import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkCheckpointSettings;
import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkCheckpointTrend;
import io.jenkins.plugins.flinkdeploy.engine.flink.Reading;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What was measured of a running job, besides its status.
 *
 * @param checkpoints how they went lately
 * @param settings how they are configured
 * @param failures when it failed, newest first
 * @param backPressure of the slowest subtask of all, 0 to 1
 * @param lag records that wait in front of its sources
 */
record JobMeasures(
        Reading<FlinkCheckpointTrend> checkpoints,
        Reading<FlinkCheckpointSettings> settings,
        Reading<List<Instant>> failures,
        Reading<OptionalDouble> backPressure,
        Reading<OptionalDouble> lag) {

    /** Of a job that was not asked. */
    static JobMeasures none(String why) {
        return new JobMeasures(
                new Reading.Unavailable<>(why),
                new Reading.Unavailable<>(why),
                new Reading.Unavailable<>(why),
                new Reading.Unavailable<>(why),
                new Reading.Unavailable<>(why));
    }
}
