package io.jenkins.plugins.flinkdeploy.engine.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Merges a template into a resource: maps merge deeply, scalars and lists replace, null removes. Lists whose items all have a
 * {@code name} (containers, env, volumes) are merged by it, as a strategic merge patch does.
 */
final class JsonMerge {
    private static final String NAME = "name";

    private JsonMerge() {}

    static void into(ObjectNode target, ObjectNode patch) {
        patch.properties().forEach(field -> {
            JsonNode value = field.getValue();
            JsonNode present = target.get(field.getKey());
            if (value.isNull()) {
                target.remove(field.getKey());
            } else if (value instanceof ObjectNode inner) {
                ObjectNode merged = present instanceof ObjectNode object ? object : target.objectNode();
                target.set(field.getKey(), merged);
                into(merged, inner);
            } else if (value instanceof ArrayNode list
                    && present instanceof ArrayNode old
                    && named(list)
                    && named(old)) {
                byName(old, list);
            } else {
                target.set(field.getKey(), value.deepCopy());
            }
        });
    }

    private static void byName(ArrayNode target, ArrayNode patch) {
        for (JsonNode item : patch) {
            Optional<ObjectNode> same = find(target, item.get(NAME).asText());
            if (same.isPresent()) {
                into(same.get(), (ObjectNode) item);
            } else {
                target.add(item.deepCopy());
            }
        }
    }

    private static Optional<ObjectNode> find(ArrayNode list, String name) {
        for (JsonNode item : list) {
            if (item.path(NAME).asText().equals(name)) {
                return Optional.of((ObjectNode) item);
            }
        }
        return Optional.empty();
    }

    private static boolean named(ArrayNode list) {
        for (JsonNode item : list) {
            if (!item.isObject() || !item.path(NAME).isTextual()) {
                return false;
            }
        }
        return !list.isEmpty();
    }
}
