package io.jenkins.plugins.flinkdeploy.engine.resource.adopt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What a template must hold so that one tree becomes another when it is merged in. */
final class Residual {
    private final Tolerance tolerance;

    Residual(Tolerance tolerance) {
        this.tolerance = tolerance;
    }

    ObjectNode between(String path, ObjectNode from, ObjectNode to) {
        ObjectNode patch = Json.object();
        TreeSet<String> keys = new TreeSet<>();
        from.fieldNames().forEachRemaining(keys::add);
        to.fieldNames().forEachRemaining(keys::add);
        for (String key : keys) {
            JsonNode before = from.get(key);
            JsonNode after = to.get(key);
            String inner = path + "." + key;
            if (isNothing(after)) {
                if (!tolerance.covers(inner, after, before)) {
                    patch.putNull(key);
                }
            } else if (before instanceof ObjectNode old && after instanceof ObjectNode wanted) {
                ObjectNode below = between(inner, old, wanted);
                if (!below.isEmpty()) {
                    patch.set(key, below);
                }
            } else if (before instanceof ArrayNode old
                    && after instanceof ArrayNode wanted
                    && named(old)
                    && named(wanted)) {
                ArrayNode below = byName(inner, old, wanted);
                if (!below.isEmpty()) {
                    patch.set(key, below);
                }
            } else if (!tolerance.covers(inner, after, before)) {
                patch.set(key, after.deepCopy());
            }
        }
        return patch;
    }

    private ArrayNode byName(String path, ArrayNode from, ArrayNode to) {
        List<String> merged = names(from);
        names(to).stream().filter(name -> !merged.contains(name)).forEach(merged::add);
        boolean sameNames = new TreeSet<>(merged).equals(new TreeSet<>(names(to)));
        if (!merged.equals(names(to)) && !(sameNames && tolerance.coversOrder(path))) {
            return to.deepCopy(); // merging by name can neither remove nor reorder, so this will not do
        }
        ArrayNode patch = from.arrayNode();
        for (JsonNode item : to) {
            String name = item.path("name").asText();
            Optional<JsonNode> same = StreamSupport.stream(from.spliterator(), false)
                    .filter(each -> each.path("name").asText().equals(name))
                    .findFirst();
            if (same.isEmpty()) {
                patch.add(item.deepCopy());
            } else {
                ObjectNode below = between(path + "[" + name + "]", (ObjectNode) same.get(), (ObjectNode) item);
                if (!below.isEmpty()) {
                    ObjectNode named = Json.object().put("name", name);
                    below.properties().forEach(each -> named.set(each.getKey(), each.getValue()));
                    patch.add(named);
                }
            }
        }
        return patch;
    }

    private static List<String> names(ArrayNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(item -> item.path("name").asText())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static boolean named(ArrayNode list) {
        return !list.isEmpty()
                && StreamSupport.stream(list.spliterator(), false)
                        .allMatch(item -> item.isObject() && item.path("name").isTextual());
    }

    private static boolean isNothing(JsonNode node) {
        return node == null || node.isNull();
    }
}
