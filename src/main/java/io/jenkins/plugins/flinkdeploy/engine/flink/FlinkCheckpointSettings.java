package io.jenkins.plugins.flinkdeploy.engine.flink;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/**
 * How a job makes checkpoints ({@code /jobs/<id>/checkpoints/config}).
 *
 * @param interval from one to the next; empty when the job makes none by itself
 * @param timeout after which one that is not complete counts as failed
 */
public record FlinkCheckpointSettings(Optional<Duration> interval, Optional<Duration> timeout) {
    /** Flink writes "never" as the largest number it has. */
    private static final Duration NEVER = Duration.ofDays(36_500);

    static final FlinkCheckpointSettings DISABLED = new FlinkCheckpointSettings(Optional.empty(), Optional.empty());

    static FlinkCheckpointSettings of(JsonNode answer) {
        return new FlinkCheckpointSettings(
                Fields.duration(answer, "interval").filter(interval -> interval.compareTo(NEVER) < 0),
                Fields.duration(answer, "timeout"));
    }
}
