package io.jenkins.plugins.flinkdeploy.engine.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * What this tool applied last, read from the field owners that the API server keeps. A server-side apply removes what the manager
 * applied before and does not apply again; so whoever changes one field must name all the others as they are.
 */
public final class AppliedFields {
    private AppliedFields() {}

    /**
     * The part of an object that this tool applied, with the values that it has now. Of an object that this tool never applied, only
     * what names it.
     *
     * @param live as the API server answers a GET, with {@code metadata.managedFields}
     */
    public static Manifest of(Manifest live) {
        ObjectNode tree = live.toTree();
        JsonNode owned = Json.object();
        for (JsonNode entry : tree.path("metadata").path("managedFields")) {
            if (entry.path("manager").asText().equals(ClusterApi.FIELD_MANAGER)
                    && entry.path("operation").asText().equals("Apply")
                    && entry.path("subresource").asText("").isEmpty()) {
                owned = entry.path("fieldsV1");
            }
        }
        ObjectNode applied = owned.isEmpty() ? Json.object() : object(owned, tree);
        applied.put("apiVersion", live.apiVersion()).put("kind", live.kind());
        applied.withObject("/metadata").put("name", live.name()).put("namespace", live.namespace());
        return Manifest.of(applied);
    }

    private static JsonNode value(JsonNode owned, JsonNode live) {
        if (owned.isEmpty()) {
            return live.deepCopy();
        }
        if (live instanceof ObjectNode tree) {
            return object(owned, tree);
        }
        return live instanceof ArrayNode list ? items(owned, list) : live.deepCopy();
    }

    private static ObjectNode object(JsonNode owned, ObjectNode live) {
        ObjectNode part = Json.object();
        for (Map.Entry<String, JsonNode> field : owned.properties()) {
            String key = field.getKey();
            if (key.startsWith("f:") && live.has(key.substring(2))) {
                part.set(key.substring(2), value(field.getValue(), live.get(key.substring(2))));
            }
        }
        return part;
    }

    private static ArrayNode items(JsonNode owned, ArrayNode live) {
        ArrayNode part = Json.mapper().createArrayNode();
        int index = 0;
        for (JsonNode item : live) {
            for (Map.Entry<String, JsonNode> element : owned.properties()) {
                if (names(element.getKey(), item, index)) {
                    part.add(keyed(element, item));
                    break;
                }
            }
            index++;
        }
        return part;
    }

    private static JsonNode keyed(Map.Entry<String, JsonNode> element, JsonNode item) {
        JsonNode part = value(element.getValue(), item);
        if (element.getKey().startsWith("k:") && part instanceof ObjectNode object) {
            read(element.getKey()).properties().forEach(key -> object.set(key.getKey(), key.getValue()));
        }
        return part;
    }

    /** Elements are named by their key fields, by their value, or by their place. */
    private static boolean names(String element, JsonNode item, int index) {
        if (element.startsWith("k:")) {
            JsonNode keys = read(element);
            return keys.isObject()
                    && keys.properties().stream().allMatch(key -> key.getValue().equals(item.path(key.getKey())));
        }
        return element.startsWith("v:") ? read(element).equals(item) : element.equals("i:" + index);
    }

    private static JsonNode read(String element) {
        try {
            return Json.read(element.substring(2));
        } catch (UncheckedIOException notJson) {
            return Json.object();
        }
    }
}
