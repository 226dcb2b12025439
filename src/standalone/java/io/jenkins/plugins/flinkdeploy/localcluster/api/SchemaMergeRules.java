package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;

/** A custom kind: what its schema says with {@code x-kubernetes-list-type} and {@code -map-type}; lists are atomic by default. */
record SchemaMergeRules(JsonNode schema, boolean root) implements MergeRules {

    @Override
    public MergeRules field(String name) {
        if (root && name.equals("metadata")) {
            return MetadataMergeRules.INSTANCE;
        }
        JsonNode property = schema.path("properties").path(name);
        if (property.isMissingNode() && schema.path("additionalProperties").isObject()) {
            property = schema.path("additionalProperties");
        }
        return new SchemaMergeRules(property, false);
    }

    @Override
    public MergeRules element() {
        return new SchemaMergeRules(
                schema.path("items").isObject() ? schema.path("items") : MissingNode.getInstance(), false);
    }

    @Override
    public boolean mergesFields() {
        return !schema.path("x-kubernetes-map-type").asText().equals("atomic");
    }

    @Override
    public List<String> elementKeys() {
        List<String> keys = new ArrayList<>();
        if (schema.path("x-kubernetes-list-type").asText().equals("map")) {
            schema.path("x-kubernetes-list-map-keys").forEach(key -> keys.add(key.asText()));
        }
        return keys;
    }

    @Override
    public boolean isSet() {
        return schema.path("x-kubernetes-list-type").asText().equals("set");
    }

    @Override
    public String keyDefault(String key) {
        return schema.path("items").path("properties").path(key).path("default").asText("");
    }
}
