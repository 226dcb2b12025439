package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parts of a map or an associative list under their names in a {@link FieldSet}. */
final class ListElements {
    private ListElements() {}

    /** Parts of a value in their order; the rules must say that the value splits. */
    static Map<String, JsonNode> of(JsonNode value, MergeRules rules) {
        Map<String, JsonNode> parts = new LinkedHashMap<>();
        if (value.isObject()) {
            value.properties().forEach(field -> parts.put("f:" + field.getKey(), field.getValue()));
        } else {
            value.forEach(element -> parts.put(name(element, rules), element));
        }
        return parts;
    }

    static MergeRules rules(String part, MergeRules rules) {
        return part.startsWith("f:") ? rules.field(part.substring(2)) : rules.element();
    }

    private static String name(JsonNode element, MergeRules rules) {
        if (rules.isSet()) {
            return "v:" + element;
        }
        ObjectNode keys = Json.object();
        rules.elementKeys().stream().sorted().forEach(key -> {
            JsonNode value = element.path(key);
            if (!value.isMissingNode()) {
                keys.set(key, value);
            } else if (!rules.keyDefault(key).isEmpty()) {
                keys.put(key, rules.keyDefault(key));
            }
        });
        return "k:" + keys;
    }
}
