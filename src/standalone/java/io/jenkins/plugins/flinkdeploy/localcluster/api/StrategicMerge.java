package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Strategic merge patch of built-in kinds: lists of named elements merge by name, with the directives that clients send. */
final class StrategicMerge {
    private static final String DIRECTIVE = "$patch";
    private static final String DELETE_FROM = "$deleteFromPrimitiveList/";

    private StrategicMerge() {}

    static JsonNode merge(JsonNode value, JsonNode patch, MergeRules rules) {
        if (patch instanceof ObjectNode fields) {
            return mergeObject(value instanceof ObjectNode object ? object : Json.object(), fields, rules);
        }
        if (patch.isArray() && (rules.isSet() || !rules.elementKeys().isEmpty())) {
            return mergeList(value, patch, rules);
        }
        return patch.deepCopy();
    }

    private static JsonNode mergeObject(ObjectNode value, ObjectNode patch, MergeRules rules) {
        boolean replace = patch.path(DIRECTIVE).asText().equals("replace");
        ObjectNode merged = replace ? Json.object() : value.deepCopy();
        patch.properties().forEach(field -> {
            String name = field.getKey();
            if (name.startsWith(DELETE_FROM)) {
                deleteFrom(merged, name.substring(DELETE_FROM.length()), field.getValue());
            } else if (!name.startsWith("$")) {
                if (field.getValue().isNull()) {
                    merged.remove(List.of(name));
                } else {
                    merged.set(name, merge(merged.path(name), field.getValue(), rules.field(name)));
                }
            }
        });
        if (patch.has("$retainKeys")) {
            Set<String> retained = new HashSet<>();
            patch.get("$retainKeys").forEach(key -> retained.add(key.asText()));
            merged.retain(retained);
        }
        return merged;
    }

    private static void deleteFrom(ObjectNode object, String list, JsonNode gone) {
        if (object.get(list) instanceof ArrayNode values) {
            ArrayNode kept = Json.mapper().createArrayNode();
            Set<JsonNode> unwanted = new HashSet<>();
            gone.forEach(unwanted::add);
            values.forEach(element -> {
                if (!unwanted.contains(element)) {
                    kept.add(element);
                }
            });
            object.set(list, kept);
        }
    }

    private static JsonNode mergeList(JsonNode value, JsonNode patch, MergeRules rules) {
        Map<String, JsonNode> merged = new LinkedHashMap<>();
        value.forEach(element -> merged.put(identity(element, rules), element));
        for (JsonNode element : patch) {
            String directive = element.path(DIRECTIVE).asText("");
            String identity = identity(element, rules);
            if (directive.equals("delete")) {
                merged.remove(identity);
            } else if (directive.equals("replace") && element.size() == 1) {
                merged.clear();
            } else {
                merged.put(identity, merge(merged.getOrDefault(identity, Json.object()), element, rules.element()));
            }
        }
        ArrayNode list = Json.mapper().createArrayNode();
        merged.values().forEach(list::add);
        return list;
    }

    /** Strategic merge knows one key per list, the first one of server-side apply. */
    private static String identity(JsonNode element, MergeRules rules) {
        return rules.isSet()
                ? element.toString()
                : element.path(rules.elementKeys().get(0)).toString();
    }
}
