package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who owns which fields of an object: the list {@code metadata.managedFields} as a map. */
final class ManagedFields {
    static final String APPLY = "Apply";
    static final String UPDATE = "Update";

    /** What tells two entries of the list apart. */
    record Manager(String name, String operation, String apiVersion, String subresource) {}

    /** What a manager owns and when it wrote last. */
    record Owned(FieldSet fields, String time) {}

    private final Map<Manager, Owned> owners = new LinkedHashMap<>();

    static ManagedFields of(JsonNode object) {
        ManagedFields managed = new ManagedFields();
        for (JsonNode entry : object.path("metadata").path(Meta.MANAGED_FIELDS)) {
            managed.owners.put(
                    new Manager(
                            entry.path("manager").asText(),
                            entry.path("operation").asText(),
                            entry.path("apiVersion").asText(),
                            entry.path("subresource").asText("")),
                    new Owned(
                            FieldSet.parse(entry.path("fieldsV1")),
                            entry.path("time").asText()));
        }
        return managed;
    }

    Map<Manager, Owned> owners() {
        return owners;
    }

    FieldSet fieldsOf(Manager manager) {
        Owned ownership = owners.get(manager);
        return ownership == null ? FieldSet.EMPTY : ownership.fields();
    }

    FieldSet fieldsOfOthers(Manager manager) {
        return owners.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(manager))
                .map(entry -> entry.getValue().fields())
                .reduce(FieldSet.EMPTY, FieldSet::union);
    }

    /** Sets what a manager owns; a manager that owns nothing leaves the list. */
    void own(Manager manager, FieldSet fields, String time) {
        if (fields.isEmpty()) {
            owners.remove(manager);
        } else {
            owners.put(manager, new Owned(fields, time));
        }
    }

    /** Takes fields away from everyone but the given manager. */
    void takeFromOthers(Manager manager, FieldSet fields) {
        Map<Manager, Owned> before = new LinkedHashMap<>(owners);
        before.forEach((other, ownership) -> {
            if (!other.equals(manager)) {
                own(other, ownership.fields().minus(fields), ownership.time());
            }
        });
    }

    void writeTo(ObjectNode object) {
        ObjectNode metadata = Meta.of(object);
        if (owners.isEmpty()) {
            metadata.remove(Meta.MANAGED_FIELDS);
            return;
        }
        ArrayNode list = Json.mapper().createArrayNode();
        owners.forEach((manager, ownership) -> {
            ObjectNode entry = list.addObject();
            entry.put("manager", manager.name())
                    .put("operation", manager.operation())
                    .put("apiVersion", manager.apiVersion())
                    .put("time", ownership.time())
                    .put("fieldsType", "FieldsV1")
                    .set("fieldsV1", ownership.fields().toJson());
            if (!manager.subresource().isEmpty()) {
                entry.put("subresource", manager.subresource());
            }
        });
        metadata.set(Meta.MANAGED_FIELDS, list);
    }
}
