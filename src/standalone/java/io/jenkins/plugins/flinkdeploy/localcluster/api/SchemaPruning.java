package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Removes fields that a structural schema does not name. */
final class SchemaPruning {
    private static final Set<String> OBJECT_FIELDS = Set.of("apiVersion", "kind", "metadata");

    private final List<String> unknown = new ArrayList<>();

    List<String> prune(ObjectNode object, JsonNode schema) {
        pruneObject(object, schema, "", true);
        return unknown;
    }

    private void pruneValue(JsonNode value, JsonNode schema, String path) {
        if (value instanceof ObjectNode object) {
            pruneObject(
                    object,
                    schema,
                    path,
                    schema.path("x-kubernetes-embedded-resource").asBoolean());
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                pruneValue(value.get(i), schema.path("items"), path + "[" + i + "]");
            }
        }
    }

    private void pruneObject(ObjectNode object, JsonNode schema, String path, boolean resource) {
        boolean preserve = schema.path("x-kubernetes-preserve-unknown-fields").asBoolean();
        JsonNode additional = schema.path("additionalProperties");
        for (String name : fieldNames(object)) {
            String place = path.isEmpty() ? name : path + "." + name;
            JsonNode property = schema.path("properties").path(name);
            if (resource && OBJECT_FIELDS.contains(name)) {
                continue;
            }
            if (!property.isMissingNode()) {
                pruneValue(object.get(name), property, place);
            } else if (additional.isObject()) {
                pruneValue(object.get(name), additional, place);
            } else if (!preserve && !additional.asBoolean()) {
                object.remove(name);
                unknown.add(place);
            }
        }
    }

    private static List<String> fieldNames(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
