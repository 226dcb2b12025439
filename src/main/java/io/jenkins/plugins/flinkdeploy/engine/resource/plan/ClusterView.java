package io.jenkins.plugins.flinkdeploy.engine.resource.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;

/** A resource in the shape of a FlinkDeployment, so that one rule judges both kinds of clusters. */
final class ClusterView {
    static final String BLUE_GREEN = "FlinkBlueGreenDeployment";

    private ClusterView() {}

    /**
     * A blue/green deployment with the fields of its template where a FlinkDeployment has them, beside its own; any other
     * resource as it is.
     */
    static Manifest of(Manifest manifest) {
        if (!manifest.kind().equals(BLUE_GREEN)
                || !(manifest.at("/spec/template/spec") instanceof ObjectNode template)) {
            return manifest;
        }
        ObjectNode tree = manifest.toTree();
        ObjectNode spec = template.deepCopy();
        tree.path("spec").properties().stream()
                .filter(field -> !field.getKey().equals("template") && !spec.has(field.getKey()))
                .forEach(field -> spec.set(field.getKey(), field.getValue()));
        tree.set("spec", spec);
        return Manifest.of(tree);
    }
}
