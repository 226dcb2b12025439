package io.jenkins.plugins.flinkdeploy.engine.resource.adopt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import io.jenkins.plugins.flinkdeploy.engine.resource.Labels;

/** The part of a resource that somebody asked for: labels, annotations and specification, without marks of tools and servers. */
final class Asked {
    private static final String KUBECTL = "kubectl.kubernetes.io/last-applied-configuration";

    private Asked() {}

    static ObjectNode of(Manifest manifest) {
        ObjectNode tree = manifest.toTree();
        ObjectNode asked = Json.object();
        ObjectNode metadata = asked.putObject("metadata");
        for (String key : new String[] {"labels", "annotations"}) {
            if (tree.path("metadata").path(key) instanceof ObjectNode marks) {
                marks.remove(KUBECTL);
                marks.remove(Labels.MANAGED_BY);
                marks.properties().removeIf(mark -> mark.getKey().startsWith(Annotations.PREFIX));
                if (!marks.isEmpty()) {
                    metadata.set(key, marks);
                }
            }
        }
        ObjectNode spec = tree.path("spec") instanceof ObjectNode written ? written : Json.object();
        if (spec.path("flinkConfiguration") instanceof ObjectNode nested) {
            ObjectNode flat = Json.object();
            flatten("", nested, flat);
            spec.set("flinkConfiguration", flat);
        }
        asked.set("spec", spec);
        return asked;
    }

    /** Dotted keys with texts, the form that every operator takes. */
    private static void flatten(String prefix, JsonNode nested, ObjectNode flat) {
        nested.properties().forEach(each -> {
            if (each.getValue().isObject()) {
                flatten(prefix + each.getKey() + ".", each.getValue(), flat);
            } else if (each.getValue().isValueNode() && !each.getValue().isNull()) {
                flat.put(prefix + each.getKey(), each.getValue().asText());
            }
        });
    }
}
