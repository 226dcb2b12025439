package io.jenkins.plugins.flinkdeploy.engine.flink;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * How the checkpoints of a job went lately ({@code /jobs/<id>/checkpoints}, whose history has the last ten unless configured
 * otherwise). Savepoints are not among them.
 *
 * @param enabled whether the job makes checkpoints at all; when not, everything else is empty
 * @param stateOf the moment whose state the job would go back to now: the newest completed checkpoint, or the restore
 * @param failedInARow how many failed since the last one that completed
 * @param lastFailure why the newest failed one failed
 */
public record FlinkCheckpointTrend(
        boolean enabled, Optional<Instant> stateOf, int failedInARow, Optional<String> lastFailure) {
    static final FlinkCheckpointTrend NONE = new FlinkCheckpointTrend(false, Optional.empty(), 0, Optional.empty());

    static FlinkCheckpointTrend of(JsonNode answer) {
        JsonNode latest = answer.path("latest");
        Optional<Instant> completed = Fields.instant(latest.path("completed"), "trigger_timestamp");
        Optional<Instant> restored = Fields.instant(latest.path("restored"), "restore_timestamp");
        return new FlinkCheckpointTrend(
                true,
                completed.or(() -> restored),
                failedInARow(answer.path("history")),
                Fields.text(latest.path("failed"), "failure_message"));
    }

    private static int failedInARow(JsonNode history) {
        return (int) StreamSupport.stream(history.spliterator(), false)
                .filter(each -> !Fields.flag(each, "is_savepoint"))
                .filter(each -> !each.path("status").asText().equals("IN_PROGRESS"))
                .sorted(Comparator.comparingLong(
                                (JsonNode each) -> each.path("id").asLong())
                        .reversed())
                .takeWhile(each -> each.path("status").asText().equals("FAILED"))
                .count();
    }
}
