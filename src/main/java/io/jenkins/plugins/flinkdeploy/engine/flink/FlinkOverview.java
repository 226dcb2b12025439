package io.jenkins.plugins.flinkdeploy.engine.flink;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A Flink cluster at a glance ({@code /overview}).
 *
 * @param taskManagers registered task managers
 * @param slots slots of all of them
 * @param freeSlots slots without a task
 * @param flinkVersion for instance {@code 1.18.1}
 */
public record FlinkOverview(
        OptionalInt taskManagers, OptionalInt slots, OptionalInt freeSlots, Optional<String> flinkVersion) {
    static FlinkOverview of(JsonNode answer) {
        return new FlinkOverview(
                Fields.count(answer, "taskmanagers"),
                Fields.count(answer, "slots-total"),
                Fields.count(answer, "slots-available"),
                Fields.text(answer, "flink-version"));
    }
}
