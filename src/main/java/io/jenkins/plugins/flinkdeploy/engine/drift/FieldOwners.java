package io.jenkins.plugins.flinkdeploy.engine.drift;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Who wrote which field of a resource, as the API server keeps it in {@code metadata.managedFields}. */
final class FieldOwners {
    private static final String TEMPLATE = "spec.template.";

    private final List<Owner> owners = new ArrayList<>();

    /**
     * Somebody who wrote fields.
     *
     * @param name what the client called itself
     * @param at when it last wrote
     */
    record Owner(String name, Optional<Instant> at, JsonNode fields) {
        boolean isFlinkDeploy() {
            return name.equals(ClusterApi.FIELD_MANAGER);
        }
    }

    FieldOwners(Manifest live) {
        for (JsonNode entry : live.at("/metadata/managedFields")) {
            if (entry.path("subresource").asText("").isEmpty()) {
                owners.add(new Owner(
                        entry.path("manager").asText("unknown"),
                        time(entry.path("time").asText("")),
                        entry.path("fieldsV1")));
            }
        }
        owners.sort(Comparator.comparing((Owner owner) -> owner.at().orElse(Instant.MIN))
                .reversed());
    }

    /**
     * The last one who wrote a field; before flink-deploy whoever else did.
     *
     * @param path the field, {@code spec.taskManager.resource.memory}; of a blue/green deployment as in a FlinkDeployment
     */
    Optional<Owner> of(String path) {
        List<Owner> found = owners.stream()
                .filter(owner -> owns(owner.fields(), path) || owns(owner.fields(), TEMPLATE + path))
                .toList();
        return found.stream()
                .filter(owner -> !owner.isFlinkDeploy())
                .findFirst()
                .or(() -> found.stream().findFirst());
    }

    /** A set without anything in it owns the whole of its field. Names may have dots, so each that fits the beginning is tried. */
    private static boolean owns(JsonNode fields, String rest) {
        if (rest.isEmpty()) {
            return true;
        }
        return fields.properties().stream().anyMatch(field -> {
            Optional<String> left = left(field.getKey(), rest);
            return left.isPresent() && (field.getValue().isEmpty() || owns(field.getValue(), left.get()));
        });
    }

    private static Optional<String> left(String key, String rest) {
        if (key.startsWith("k:")) {
            String name = "[" + name(key) + "]";
            return rest.startsWith(name) ? Optional.of(withoutDot(rest.substring(name.length()))) : Optional.empty();
        }
        String name = key.startsWith("f:") ? key.substring(2) : "";
        boolean begins = !name.isEmpty() && rest.startsWith(name);
        String after = begins ? rest.substring(name.length()) : "";
        return begins && (after.isEmpty() || after.startsWith(".") || after.startsWith("["))
                ? Optional.of(withoutDot(after))
                : Optional.empty();
    }

    private static String withoutDot(String rest) {
        return rest.startsWith(".") ? rest.substring(1) : rest;
    }

    private static String name(String key) {
        try {
            return Json.read(key.substring(2)).path("name").asText();
        } catch (UncheckedIOException notJson) {
            return "";
        }
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }
}
