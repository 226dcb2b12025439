package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The {@code openAPIV3Schema} of one version of a custom kind.
 *
 * @param printerColumns the definition's {@code additionalPrinterColumns} of that version
 */
record CustomSchema(JsonNode root, JsonNode printerColumns) {

    MergeRules mergeRules() {
        return new SchemaMergeRules(root, true);
    }

    /** Takes unknown fields out of the object and returns their paths. */
    List<String> prune(ObjectNode object) {
        return new SchemaPruning().prune(object, root);
    }

    void fillDefaults(ObjectNode object) {
        SchemaDefaults.fill(object, root);
    }

    List<Violation> violations(ObjectNode object) {
        ObjectNode content = object.deepCopy();
        content.remove(List.of("metadata"));
        return SchemaValidation.violations(content, root);
    }
}
