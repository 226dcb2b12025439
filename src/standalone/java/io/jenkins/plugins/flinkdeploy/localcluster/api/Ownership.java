package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.util.Set;

/** Which fields a write is about, and how ordinary writes move the ownership of fields. */
final class Ownership {
    /** Fields that the server writes itself and nobody owns. */
    private static final Set<String> SYSTEM_METADATA = Set.of(
            "name",
            "namespace",
            "uid",
            "creationTimestamp",
            Meta.RESOURCE_VERSION,
            "generation",
            Meta.MANAGED_FIELDS,
            "selfLink",
            Meta.DELETION_TIMESTAMP,
            Meta.GRACE_PERIOD);

    private Ownership() {}

    /** The part of an object that a write to the subresource (empty for the object itself) can change and own. */
    static ObjectNode ownable(ObjectNode object, ResourceType type, String subresource) {
        ObjectNode part = Json.object();
        if (subresource.equals("status")) {
            Meta.put(part, "status", object.get("status"));
            return part;
        }
        part.setAll(object);
        part.remove(Set.of("apiVersion", "kind"));
        if (type.hasStatus()) {
            part.remove("status");
        }
        if (part.get("metadata") instanceof ObjectNode metadata) {
            ObjectNode own = metadata.deepCopy();
            own.remove(SYSTEM_METADATA);
            own.properties().removeIf(field -> field.getValue().isNull());
            if (own.isEmpty()) {
                part.remove("metadata");
            } else {
                part.set("metadata", own);
            }
        }
        return part;
    }

    /** Writes the managed fields of the state after an ordinary create, update or patch. */
    static void update(ObjectNode before, ObjectNode after, ResourceType type, String subresource, String manager) {
        ManagedFields managed = ManagedFields.of(before);
        MergeRules rules = type.mergeRules();
        FieldSets.Difference difference =
                FieldSets.between(ownable(before, type, subresource), ownable(after, type, subresource), rules);
        FieldSet written = difference.written();
        var self = new ManagedFields.Manager(manager, ManagedFields.UPDATE, type.apiVersion(), subresource);
        managed.takeFromOthers(self, written.union(difference.removed()));
        FieldSet now = managed.fieldsOf(self).minus(difference.removed()).union(written);
        if (!written.isEmpty() || !now.equals(managed.fieldsOf(self))) {
            managed.own(self, now, Meta.now());
        }
        managed.writeTo(after);
    }
}
