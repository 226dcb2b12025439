package io.jenkins.plugins.flinkdeploy.engine.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Leaves out of watched objects what nobody who waits looks at. Of pods and events that is most, and a shared watch keeps all of a
 * namespace.
 */
final class Slim {
    private static final Set<String> METADATA = Set.of(
            "name",
            "namespace",
            "uid",
            "resourceVersion",
            "creationTimestamp",
            "deletionTimestamp",
            "labels",
            "ownerReferences");
    private static final Set<String> POD_SPEC = Set.of("nodeName", "containers", "initContainers");
    private static final Set<String> CONTAINER = Set.of("name", "image");
    private static final Set<String> POD_STATUS = Set.of(
            "phase",
            "reason",
            "message",
            "podIP",
            "startTime",
            "conditions",
            "containerStatuses",
            "initContainerStatuses");
    private static final Set<String> CONDITION = Set.of("type", "status", "reason", "message");
    private static final Set<String> CONTAINER_STATUS =
            Set.of("name", "ready", "started", "restartCount", "state", "lastState");
    private static final Set<String> EVENT = Set.of(
            "apiVersion",
            "kind",
            "metadata",
            "involvedObject",
            "type",
            "reason",
            "message",
            "count",
            "firstTimestamp",
            "lastTimestamp",
            "eventTime");
    private static final Set<String> INVOLVED = Set.of("apiVersion", "kind", "namespace", "name");

    private Slim() {}

    /** Changes the tree that is given. */
    static ObjectNode slim(ObjectNode tree) {
        switch (tree.path("kind").asText()) {
            case "Pod" -> pod(tree);
            case "Event" -> {
                tree.retain(EVENT);
                retain(tree.path("metadata"), METADATA);
                retain(tree.path("involvedObject"), INVOLVED);
            }
            default -> {
                without(tree.path("metadata"), "managedFields");
                // The specification that ran before, as one long text; rollbacks have their own records.
                without(tree.path("status").path("reconciliationStatus"), "lastStableSpec");
            }
        }
        return tree;
    }

    private static void pod(ObjectNode tree) {
        retain(tree.path("metadata"), METADATA);
        JsonNode spec = tree.path("spec");
        retain(spec, POD_SPEC);
        spec.path("containers").forEach(container -> retain(container, CONTAINER));
        spec.path("initContainers").forEach(container -> retain(container, CONTAINER));
        JsonNode status = tree.path("status");
        retain(status, POD_STATUS);
        status.path("conditions").forEach(condition -> retain(condition, CONDITION));
        status.path("containerStatuses").forEach(container -> retain(container, CONTAINER_STATUS));
        status.path("initContainerStatuses").forEach(container -> retain(container, CONTAINER_STATUS));
    }

    private static void retain(JsonNode node, Set<String> fields) {
        if (node instanceof ObjectNode object) {
            object.retain(fields);
        }
    }

    private static void without(JsonNode node, String field) {
        if (node instanceof ObjectNode object) {
            object.remove(field);
        }
    }
}
