package io.jenkins.plugins.flinkdeploy.engine.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/**
 * Leaves out of watched objects what nobody who waits looks at. Of pods and events that is most, and a shared watch keeps all of a
 * namespace.
 */
final class Slim {
    private static final Set<String> METADATA =
            Set.of("name", "namespace", "resourceVersion", "creationTimestamp", "deletionTimestamp", "labels");
    /** By which pods are found. */
    private static final Set<String> LABELS = Set.of("app", "component");

    private static final Set<String> POD = Set.of("apiVersion", "kind", "metadata", "status");
    private static final Set<String> POD_STATUS =
            Set.of("phase", "reason", "message", "conditions", "containerStatuses", "initContainerStatuses");
    private static final Set<String> CONDITIONS = Set.of("Ready", "PodScheduled");
    private static final Set<String> CONDITION = Set.of("type", "status", "reason", "message");
    private static final Set<String> CONTAINER_STATUS = Set.of("name", "restartCount", "state", "lastState");
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
    private static final Set<String> INVOLVED = Set.of("kind", "name");

    private static final String RECONCILED = "lastReconciledSpec";
    private static final String RESOURCE = "resource_metadata";
    private static final List<String> PARTS_OF_SPEC = List.of("logConfiguration", "ingress");

    private final SharedTexts texts = new SharedTexts();

    /** Changes the tree that is given. */
    ObjectNode slim(ObjectNode tree) {
        switch (tree.path("kind").asText()) {
            case "Pod" -> pod(tree);
            case "Event" -> event(tree);
            default -> resource(tree);
        }
        texts.share(tree);
        return tree;
    }

    private static void pod(ObjectNode tree) {
        tree.retain(POD);
        retain(tree.path("metadata"), METADATA);
        retain(tree.path("metadata").path("labels"), LABELS);
        JsonNode status = tree.path("status");
        retain(status, POD_STATUS);
        if (status.path("conditions") instanceof ArrayNode conditions) {
            conditions.removeIf(
                    condition -> !CONDITIONS.contains(condition.path("type").asText()));
            conditions.forEach(condition -> retain(condition, CONDITION));
        }
        status.path("containerStatuses").forEach(container -> retain(container, CONTAINER_STATUS));
        status.path("initContainerStatuses").forEach(container -> retain(container, CONTAINER_STATUS));
    }

    private static void event(ObjectNode tree) {
        tree.retain(EVENT);
        if (tree.path("lastTimestamp").isTextual()) {
            tree.remove("firstTimestamp");
        }
        retain(tree.path("metadata"), METADATA);
        retain(tree.path("involvedObject"), INVOLVED);
    }

    /** Who waits looks at the status, and at little of the specification. */
    private static void resource(ObjectNode tree) {
        without(tree.path("metadata"), "managedFields");
        without(tree.path("metadata").path("annotations"), "kubectl.kubernetes.io/last-applied-configuration");
        PARTS_OF_SPEC.forEach(part -> without(tree.path("spec"), part));
        if (tree.path("spec") instanceof ObjectNode spec) {
            SlimSpec.slim(spec);
        }
        // Specifications that ran before, each as one long text; rollbacks have their own records.
        JsonNode reconciliation = tree.path("status").path("reconciliationStatus");
        without(reconciliation, "lastStableSpec");
        if (reconciliation instanceof ObjectNode object
                && object.path(RECONCILED).isTextual()) {
            object.put(RECONCILED, generationAlone(object.path(RECONCILED).asText()));
        }
    }

    /** Old operators (seen: 1.7.0) tell only in there which generation they took up. */
    private static String generationAlone(String specification) {
        try {
            ObjectNode kept = Json.object();
            kept.set(RESOURCE, Json.read(specification).path(RESOURCE));
            return Json.write(kept);
        } catch (UncheckedIOException notJson) {
            return specification;
        }
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
