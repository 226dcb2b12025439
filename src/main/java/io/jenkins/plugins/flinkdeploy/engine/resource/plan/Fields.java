package io.jenkins.plugins.flinkdeploy.engine.resource.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * The fields of a resource by path, in a form in which equal means the same to the operator: numbers by value, Flink's
 * configuration flat and as text, items of named lists by name.
 */
final class Fields {
    static final String CONFIGURATION = "spec.flinkConfiguration";

    /** Follows the path of a named list; its value is the order of the names. */
    static final String ORDER = "#order";

    /** Written by servers and controllers; no part of what was asked for. */
    private static final Set<String> METADATA = Set.of("labels", "annotations");

    private final Map<String, JsonNode> fields = new TreeMap<>();

    private Fields() {}

    static Map<String, JsonNode> of(Manifest manifest) {
        Fields fields = new Fields();
        JsonNode tree = manifest.toTree();
        for (String key : METADATA) {
            tree.path("metadata")
                    .path(key)
                    .properties()
                    .forEach(each -> fields.fields.put("metadata." + key + "." + each.getKey(), each.getValue()));
        }
        fields.add("spec", tree.path("spec"));
        return fields.fields;
    }

    /** Flink's configuration by dotted key. */
    static Map<String, String> configurationOf(Manifest manifest) {
        Map<String, String> configuration = new TreeMap<>();
        String prefix = CONFIGURATION + ".";
        of(manifest).forEach((path, value) -> {
            if (path.startsWith(prefix)) {
                configuration.put(path.substring(prefix.length()), value.asText());
            }
        });
        return configuration;
    }

    private void add(String path, JsonNode value) {
        if (path.endsWith("flinkConfiguration") && value.isObject()) {
            configuration(path, value);
        } else if (value instanceof ObjectNode object) {
            object(path, object);
        } else if (value instanceof ArrayNode list && isNamed(list)) {
            named(path, list);
        } else if (value instanceof ArrayNode list) {
            if (!list.isEmpty()) {
                fields.put(path, normal(list));
            }
        } else if (!value.isNull() && !value.isMissingNode()) {
            fields.put(path, normal(value));
        }
    }

    private void object(String path, ObjectNode object) {
        boolean isEnvironmentVariable = path.matches(".*\\.env\\[[^\\[\\]]*]");
        if (isEnvironmentVariable) {
            fields.put(path, object.size() == 1 && object.has("value") ? object.get("value") : normal(object));
        } else if (object.isEmpty() && path.contains("[")) {
            fields.put(path, object); // emptyDir: {} says something
        } else {
            object.properties().forEach(each -> add(path + "." + each.getKey(), each.getValue()));
        }
    }

    private void named(String path, ArrayNode list) {
        ArrayNode order = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : list) {
            String name = item.path("name").asText();
            order.add(name);
            ObjectNode rest = item.deepCopy();
            rest.remove("name");
            add(path + "[" + name + "]", rest);
        }
        fields.put(path + ORDER, order);
    }

    /** Operators from 1.13 on take nested configuration as well as dotted keys. */
    private void configuration(String path, JsonNode value) {
        value.properties().forEach(each -> {
            if (each.getValue().isObject()) {
                configuration(path + "." + each.getKey(), each.getValue());
            } else if (each.getValue().isValueNode() && !each.getValue().isNull()) {
                fields.put(
                        path + "." + each.getKey(),
                        JsonNodeFactory.instance.textNode(each.getValue().asText()));
            } else {
                add(path + "." + each.getKey(), each.getValue());
            }
        });
    }

    private static boolean isNamed(ArrayNode list) {
        return !list.isEmpty()
                && StreamSupport.stream(list.spliterator(), false)
                        .allMatch(item -> item.path("name").isTextual())
                && StreamSupport.stream(list.spliterator(), false)
                                .map(item -> item.path("name").asText())
                                .distinct()
                                .count()
                        == list.size();
    }

    private static JsonNode normal(JsonNode value) {
        if (value instanceof ArrayNode list) {
            ArrayNode items = JsonNodeFactory.instance.arrayNode();
            list.forEach(item -> items.add(normal(item)));
            return items;
        } else if (value instanceof ObjectNode object) {
            ObjectNode normal = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(each -> normal.set(each.getKey(), normal(each.getValue())));
            return normal;
        } else if (value.isNumber()) {
            // 1 and 1.0 are the same number of cores.
            return DecimalNode.valueOf(value.decimalValue().stripTrailingZeros());
        }
        return value;
    }
}
