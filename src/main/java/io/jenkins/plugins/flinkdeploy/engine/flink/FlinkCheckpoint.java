package io.jenkins.plugins.flinkdeploy.engine.flink;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A completed checkpoint or savepoint.
 *
 * @param path where it lies; empty for a checkpoint that is not addressable from outside
 * @param triggeredAt when it began
 * @param sizeBytes the size of the state
 * @param took from end to end
 */
public record FlinkCheckpoint(
        long id,
        boolean savepoint,
        Optional<String> path,
        Optional<Instant> triggeredAt,
        OptionalLong sizeBytes,
        Optional<Duration> took) {
    private static final String NO_PATH = "<checkpoint-not-externally-addressable>";

    static Optional<FlinkCheckpoint> of(JsonNode node) {
        OptionalLong id = Fields.number(node, "id");
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(new FlinkCheckpoint(
                        id.getAsLong(),
                        Fields.flag(node, "is_savepoint"),
                        path(node),
                        Fields.instant(node, "trigger_timestamp"),
                        Fields.number(node, "state_size"),
                        Fields.duration(node, "end_to_end_duration")));
    }

    static Optional<String> path(JsonNode node) {
        return Fields.text(node, "external_path").filter(path -> !path.equals(NO_PATH));
    }
}
