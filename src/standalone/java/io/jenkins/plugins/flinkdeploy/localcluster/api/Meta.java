package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Reading and writing the {@code metadata} of an object's tree. */
final class Meta {
    static final String DELETION_TIMESTAMP = "deletionTimestamp";
    static final String GRACE_PERIOD = "deletionGracePeriodSeconds";
    static final String FINALIZERS = "finalizers";
    static final String OWNERS = "ownerReferences";
    static final String MANAGED_FIELDS = "managedFields";
    static final String RESOURCE_VERSION = "resourceVersion";

    private Meta() {}

    static ObjectNode of(ObjectNode object) {
        return object.get("metadata") instanceof ObjectNode metadata ? metadata : object.putObject("metadata");
    }

    static String text(JsonNode object, String field) {
        return object.path("metadata").path(field).asText("");
    }

    static String name(JsonNode object) {
        return text(object, "name");
    }

    static String namespace(JsonNode object) {
        return text(object, "namespace");
    }

    static String uid(JsonNode object) {
        return text(object, "uid");
    }

    static boolean isBeingDeleted(JsonNode object) {
        return object.path("metadata").hasNonNull(DELETION_TIMESTAMP);
    }

    static List<String> finalizers(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.path("metadata").path(FINALIZERS).forEach(name -> names.add(name.asText()));
        return names;
    }

    static void setFinalizers(ObjectNode object, List<String> names) {
        if (names.isEmpty()) {
            of(object).remove(FINALIZERS);
            return;
        }
        ArrayNode list = of(object).putArray(FINALIZERS);
        names.forEach(list::add);
    }

    /** The time as the API writes it: UTC, whole seconds. */
    static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Puts a field, or takes it out when there is no value. */
    static void put(ObjectNode node, String field, JsonNode value) {
        if (value == null || value.isMissingNode() || value.isNull()) {
            node.remove(field);
        } else {
            node.set(field, value.deepCopy());
        }
    }
}
