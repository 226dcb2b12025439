package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Fills in the defaults of a structural schema, in objects that are there. */
final class SchemaDefaults {
    private SchemaDefaults() {}

    static void fill(JsonNode value, JsonNode schema) {
        if (value instanceof ObjectNode object) {
            schema.path("properties").properties().forEach(property -> {
                fillProperty(object, property.getKey(), property.getValue());
            });
            JsonNode additional = schema.path("additionalProperties");
            if (additional.isObject()) {
                object.properties().stream()
                        .filter(field -> !schema.path("properties").has(field.getKey()))
                        .forEach(field -> fill(field.getValue(), additional));
            }
        } else if (value.isArray()) {
            value.forEach(element -> fill(element, schema.path("items")));
        }
    }

    private static void fillProperty(ObjectNode object, String name, JsonNode property) {
        JsonNode byDefault = property.get("default");
        boolean dropped =
                object.path(name).isNull() && !property.path("nullable").asBoolean();
        if (byDefault != null && (!object.has(name) || dropped)) {
            object.set(name, byDefault.deepCopy());
        }
        if (object.has(name)) {
            fill(object.get(name), property);
        }
    }
}
