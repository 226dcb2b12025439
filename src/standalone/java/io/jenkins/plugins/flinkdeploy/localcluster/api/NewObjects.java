package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** What the server makes of an object that a client wants to create. */
final class NewObjects {
    /** The letters of generated names: no vowels, nothing that looks like another letter. */
    private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";

    private static final int GENERATED_LETTERS = 5;

    private NewObjects() {}

    static ObjectNode skeleton(ResourceType type, ObjectKey key) {
        ObjectNode skeleton = Json.object();
        skeleton.put("apiVersion", type.apiVersion()).put("kind", type.kind());
        ObjectNode metadata = Meta.of(skeleton).put("name", key.name());
        if (type.namespaced()) {
            metadata.put("namespace", key.namespace());
        }
        return skeleton;
    }

    /** Gives the object its place and system metadata and takes out what only the server may write. */
    static void prepare(ResourceType type, String namespace, ObjectNode object) {
        ExistingObjects.checkKind(type, object);
        ObjectNode metadata = Meta.of(object);
        String given = Meta.namespace(object);
        if (type.namespaced() && !given.isEmpty() && !given.equals(namespace)) {
            throw Failures.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
        if (type.namespaced()) {
            metadata.put("namespace", namespace);
        } else {
            metadata.remove("namespace");
        }
        if (!metadata.path(Meta.RESOURCE_VERSION).asText("").isEmpty()) {
            throw Failures.internal("resourceVersion should not be set on objects to be created");
        }
        name(type, object, metadata);
        metadata.remove(
                List.of(Meta.RESOURCE_VERSION, "selfLink", "generation", Meta.DELETION_TIMESTAMP, Meta.GRACE_PERIOD));
        metadata.put("creationTimestamp", Meta.now());
        if (type.hasGeneration()) {
            metadata.put("generation", 1);
        }
        // A kubelet registers its node together with the node's status.
        if (type.hasStatus() && !type.kind().equals("Node")) {
            object.remove("status");
        }
    }

    private static void name(ResourceType type, ObjectNode object, ObjectNode metadata) {
        if (!Meta.name(object).isEmpty()) {
            return;
        }
        String prefix = Meta.text(object, "generateName");
        if (prefix.isEmpty()) {
            throw Failures.invalid(
                    type, "", List.of(Violation.required("metadata.name", "name or generateName is required")));
        }
        StringBuilder name = new StringBuilder(prefix);
        for (int i = 0; i < GENERATED_LETTERS; i++) {
            name.append(LETTERS.charAt(ThreadLocalRandom.current().nextInt(LETTERS.length())));
        }
        metadata.put("name", name.toString());
    }
}
