package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Merging an applied configuration into an object, and taking out what nobody applies any more. */
final class ObjectMerge {
    private ObjectMerge() {}

    static JsonNode merge(JsonNode live, JsonNode applied, MergeRules rules) {
        if (live == null || !rules.splits(live) || !rules.splits(applied) || live.isArray() != applied.isArray()) {
            return applied.deepCopy();
        }
        Map<String, JsonNode> merged = new LinkedHashMap<>(ListElements.of(live, rules));
        ListElements.of(applied, rules)
                .forEach((part, value) ->
                        merged.put(part, merge(merged.get(part), value, ListElements.rules(part, rules))));
        return assemble(merged, applied.isArray());
    }

    /**
     * The value without what a manager applied before and does not apply now, save what others own.
     *
     * @param last what the manager applied before at this place
     * @param now what it applies now
     * @param others what all other managers own
     */
    static JsonNode prune(JsonNode value, FieldSet last, FieldSet now, FieldSet others, MergeRules rules) {
        if (!rules.splits(value)) {
            return value;
        }
        Map<String, JsonNode> kept = new LinkedHashMap<>(ListElements.of(value, rules));
        last.children().forEach((part, lastBelow) -> {
            JsonNode child = kept.get(part);
            FieldSet nowBelow = now.child(part);
            FieldSet othersBelow = others.child(part);
            if (child == null) {
                return;
            }
            if (nowBelow.isEmpty() && othersBelow.isEmpty()) {
                kept.remove(part);
            } else {
                kept.put(part, prune(child, lastBelow, nowBelow, othersBelow, ListElements.rules(part, rules)));
            }
        });
        return assemble(kept, value.isArray());
    }

    private static JsonNode assemble(Map<String, JsonNode> parts, boolean list) {
        if (list) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            parts.values().forEach(array::add);
            return array;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        parts.forEach((part, value) -> object.set(part.substring(2), value));
        return object;
    }
}
