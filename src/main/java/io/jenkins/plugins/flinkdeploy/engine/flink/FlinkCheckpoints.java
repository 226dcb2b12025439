package io.jenkins.plugins.flinkdeploy.engine.flink;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The checkpoints of a job since its JobManager started it ({@code /jobs/<id>/checkpoints}). Savepoints count too.
 *
 * @param enabled whether the job makes checkpoints at all; when not, everything else is empty
 * @param restored how often the job was restored
 * @param latestCompleted the newest checkpoint that is no savepoint
 * @param latestSavepoint the newest savepoint
 * @param latestRestored what the job was last restored from
 * @param latestFailure why the newest failed checkpoint failed
 */
public record FlinkCheckpoints(
        boolean enabled,
        OptionalInt completed,
        OptionalInt failed,
        OptionalInt inProgress,
        OptionalInt restored,
        Optional<FlinkCheckpoint> latestCompleted,
        Optional<FlinkCheckpoint> latestSavepoint,
        Optional<FlinkRestore> latestRestored,
        Optional<String> latestFailure) {
    /** Those of a job that makes none. */
    public static final FlinkCheckpoints NONE = new FlinkCheckpoints(
            false,
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    static FlinkCheckpoints of(JsonNode answer) {
        JsonNode counts = answer.path("counts");
        JsonNode latest = answer.path("latest");
        return new FlinkCheckpoints(
                true,
                Fields.count(counts, "completed"),
                Fields.count(counts, "failed"),
                Fields.count(counts, "in_progress"),
                Fields.count(counts, "restored"),
                FlinkCheckpoint.of(latest.path("completed")),
                FlinkCheckpoint.of(latest.path("savepoint")),
                FlinkRestore.of(latest.path("restored")),
                Fields.text(latest.path("failed"), "failure_message"));
    }
}
