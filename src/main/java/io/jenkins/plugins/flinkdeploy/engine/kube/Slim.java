package io.jenkins.plugins.flinkdeploy.engine.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Leaves out of watched objects what nobody who waits looks at. Of a pod that is nine tenths, and a shared watch keeps all pods of a
 * namespace.
 */
final class Slim {
    private static final Set<String> OF_A_CONTAINER = Set.of("name", "image", "resources");

    private Slim() {}

    /** Changes the tree that is given. */
    static ObjectNode slim(ObjectNode tree) {
        if (tree.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove("managedFields");
        }
        if (tree.path("kind").asText().equals("Pod") && tree.path("spec") instanceof ObjectNode spec) {
            spec.retain("nodeName", "containers", "initContainers");
            containers(spec.path("containers"));
            containers(spec.path("initContainers"));
        }
        return tree;
    }

    private static void containers(JsonNode containers) {
        if (containers instanceof ArrayNode array) {
            array.forEach(container -> {
                if (container instanceof ObjectNode object) {
                    object.retain(OF_A_CONTAINER);
                }
            });
        }
    }
}
