package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Which fields an object has, and which differ between two states of it. */
final class FieldSets {
    /**
     * @param written fields that are new or have another value
     * @param removed fields that are gone
     */
    record Difference(FieldSet written, FieldSet removed) {
        static final Difference NONE = new Difference(FieldSet.EMPTY, FieldSet.EMPTY);
    }

    private FieldSets() {}

    /** The fields that someone who sends this value speaks about: its leaves, and the elements of its associative lists. */
    static FieldSet of(JsonNode value, MergeRules rules) {
        if (!rules.splits(value) || value.isEmpty()) {
            return FieldSet.LEAF;
        }
        FieldSet fields = FieldSet.EMPTY;
        for (Map.Entry<String, JsonNode> part : ListElements.of(value, rules).entrySet()) {
            FieldSet below = of(part.getValue(), ListElements.rules(part.getKey(), rules));
            fields = fields.with(part.getKey(), value.isArray() ? below.withItself() : below);
        }
        return fields;
    }

    static Difference between(JsonNode before, JsonNode after, MergeRules rules) {
        if (before.equals(after)) {
            return Difference.NONE;
        }
        if (!rules.splits(before) || !rules.splits(after) || before.isArray() != after.isArray()) {
            return new Difference(of(after, rules).withItself(), everyPlaceOf(before, rules));
        }
        Map<String, JsonNode> old = ListElements.of(before, rules);
        Map<String, JsonNode> now = ListElements.of(after, rules);
        Set<String> parts = new LinkedHashSet<>(old.keySet());
        parts.addAll(now.keySet());
        FieldSet written = FieldSet.EMPTY;
        FieldSet removed = FieldSet.EMPTY;
        for (String part : parts) {
            MergeRules below = ListElements.rules(part, rules);
            if (!now.containsKey(part)) {
                removed = removed.with(part, everyPlaceOf(old.get(part), below));
            } else if (!old.containsKey(part)) {
                FieldSet added = of(now.get(part), below);
                written = written.with(part, after.isArray() ? added.withItself() : added);
            } else {
                Difference difference = between(old.get(part), now.get(part), below);
                written = written.with(part, difference.written());
                removed = removed.with(part, difference.removed());
            }
        }
        return new Difference(written, removed);
    }

    private static FieldSet everyPlaceOf(JsonNode value, MergeRules rules) {
        FieldSet places = FieldSet.LEAF;
        if (rules.splits(value)) {
            for (Map.Entry<String, JsonNode> part :
                    ListElements.of(value, rules).entrySet()) {
                places = places.with(
                        part.getKey(), everyPlaceOf(part.getValue(), ListElements.rules(part.getKey(), rules)));
            }
        }
        return places;
    }
}
