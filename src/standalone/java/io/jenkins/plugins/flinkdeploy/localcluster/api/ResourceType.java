package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * A kind in one version, as the server serves it.
 *
 * @param group empty for the core group
 * @param hasStatus whether {@code status} is a subresource: kept apart from writes of the rest
 * @param hasGeneration whether {@code metadata.generation} counts changes of the spec
 * @param schema only custom kinds have one
 */
record ResourceType(
        String group,
        String version,
        String kind,
        String plural,
        String singular,
        List<String> shortNames,
        List<String> categories,
        boolean namespaced,
        boolean hasStatus,
        boolean hasGeneration,
        Optional<CustomSchema> schema) {

    String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    String listKind() {
        return kind + "List";
    }

    /** {@code flinkdeployments.flink.apache.org}, as messages name the resource. */
    String qualifiedPlural() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    String qualifiedKind() {
        return group.isEmpty() ? kind : kind + "." + group;
    }

    boolean is(String otherGroup, String otherPlural) {
        return group.equals(otherGroup) && plural.equals(otherPlural);
    }

    MergeRules mergeRules() {
        return schema.map(CustomSchema::mergeRules).orElse(BuiltInMergeRules.ROOT);
    }

    /** The stored object in this version: kinds are stored once for all versions and differ in nothing but the label. */
    ObjectNode present(ObjectNode stored) {
        if (stored.path("apiVersion").asText().equals(apiVersion())) {
            return stored;
        }
        ObjectNode presented = stored.deepCopy();
        presented.put("apiVersion", apiVersion());
        return presented;
    }
}
