package io.jenkins.plugins.flinkdeploy.engine.flink;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a job was last restored from.
 *
 * @param at when it was restored
 */
public record FlinkRestore(long id, boolean savepoint, Optional<String> path, Optional<Instant> at) {
    static Optional<FlinkRestore> of(JsonNode node) {
        OptionalLong id = Fields.number(node, "id");
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(new FlinkRestore(
                        id.getAsLong(),
                        Fields.flag(node, "is_savepoint"),
                        FlinkCheckpoint.path(node),
                        Fields.instant(node, "restore_timestamp")));
    }
}
