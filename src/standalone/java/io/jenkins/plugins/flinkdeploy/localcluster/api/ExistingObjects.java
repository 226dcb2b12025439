package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What a client may not change about an object that exists. */
final class ExistingObjects {
    private static final List<String> SYSTEM_FIELDS = List.of(
            "name",
            "namespace",
            "uid",
            "creationTimestamp",
            "generation",
            Meta.RESOURCE_VERSION,
            Meta.DELETION_TIMESTAMP,
            Meta.GRACE_PERIOD);

    private ExistingObjects() {}

    static void checkKind(ResourceType type, ObjectNode object) {
        String kind = object.path("kind").asText(type.kind());
        String apiVersion = object.path("apiVersion").asText(type.apiVersion());
        if (!kind.equals(type.kind()) || !apiVersion.equals(type.apiVersion())) {
            throw Failures.badRequest(
                    "%s in version \"%s\" cannot be handled as a %s: the API version in the data (%s, %s) does not match the expected API version (%s)"
                            .formatted(kind, type.version(), type.kind(), apiVersion, kind, type.apiVersion()));
        }
        object.put("apiVersion", type.apiVersion()).put("kind", type.kind());
    }

    /** Name and namespace in the body, where given, must be those of the address. */
    static void checkIdentity(ResourceType type, ObjectKey key, ObjectNode object) {
        checkKind(type, object);
        String name = Meta.name(object);
        if (!name.isEmpty() && !name.equals(key.name())) {
            throw Failures.badRequest(
                    "the name of the object (%s) does not match the name on the URL (%s)".formatted(name, key.name()));
        }
        String namespace = Meta.namespace(object);
        if (type.namespaced() && !namespace.isEmpty() && !namespace.equals(key.namespace())) {
            throw Failures.badRequest("the namespace of the object (%s) does not match the namespace on the URL (%s)"
                    .formatted(namespace, key.namespace()));
        }
    }

    /** A write that names a version or a uid holds only for that version of that object. */
    static void checkVersion(ResourceType type, ObjectNode before, ObjectNode after) {
        String wanted = Meta.text(after, Meta.RESOURCE_VERSION);
        if (!wanted.isEmpty() && !wanted.equals(Meta.text(before, Meta.RESOURCE_VERSION))) {
            throw Failures.modified(type, Meta.name(before));
        }
        String uid = Meta.uid(after);
        if (!uid.isEmpty() && !uid.equals(Meta.uid(before))) {
            throw Failures.conflict(
                    type,
                    Meta.name(before),
                    "Precondition failed: UID in precondition: %s, UID in object meta: %s"
                            .formatted(uid, Meta.uid(before)));
        }
    }

    static void keepWhatClientsCannotChange(
            ResourceType type, ObjectNode before, ObjectNode after, String subresource) {
        if (subresource.equals("status")) {
            JsonNode status = after.path("status").deepCopy();
            JsonNode managed = Meta.of(after).path(Meta.MANAGED_FIELDS).deepCopy();
            after.removeAll();
            after.setAll(before.deepCopy());
            Meta.put(after, "status", status);
            Meta.put(Meta.of(after), Meta.MANAGED_FIELDS, managed);
            return;
        }
        checkKind(type, after);
        ObjectNode metadata = Meta.of(after);
        for (String field : SYSTEM_FIELDS) {
            Meta.put(metadata, field, before.path("metadata").get(field));
        }
        metadata.remove("selfLink");
        if (type.hasStatus()) {
            Meta.put(after, "status", before.get("status"));
        }
    }
}
