package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Counts {@code metadata.generation}: it tells changes of what is wanted from changes of what is observed. */
final class Generations {
    private Generations() {}

    static void count(ResourceType type, ObjectNode before, ObjectNode after) {
        if (type.hasGeneration() && !wanted(type, before).equals(wanted(type, after))) {
            long generation = before.path("metadata").path("generation").asLong();
            Meta.of(after).put("generation", generation + 1);
        }
    }

    private static ObjectNode wanted(ResourceType type, ObjectNode object) {
        ObjectNode wanted = object.deepCopy();
        wanted.remove(List.of("metadata", "apiVersion", "kind"));
        if (type.hasStatus()) {
            wanted.remove("status");
        }
        return wanted;
    }
}
