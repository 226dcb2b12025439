package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Custom resource definitions: what is stored as one is served as a kind from then on. */
final class Definitions {
    private final ResourceTypes types;

    Definitions(ResourceTypes types) {
        this.types = types;
    }

    /** Checks a definition and writes the status that makes clients take it for established; other kinds pass. */
    void check(ResourceType type, ObjectNode object) {
        if (!isDefinition(type)) {
            return;
        }
        JsonNode names = object.path("spec").path("names");
        List<Violation> violations = new ArrayList<>();
        String expected = names.path("plural").asText() + "."
                + object.path("spec").path("group").asText();
        if (!Meta.name(object).equals(expected)) {
            violations.add(Violation.invalid(
                    "metadata.name", '"' + Meta.name(object) + '"', "must be spec.names.plural+\".\"+spec.group"));
        }
        if (names.path("kind").asText("").isEmpty()) {
            violations.add(Violation.required("spec.names.kind", ""));
        }
        if (object.path("spec").path("versions").isEmpty()) {
            violations.add(Violation.required("spec.versions", ""));
        }
        if (!violations.isEmpty()) {
            throw Failures.invalid(type, Meta.name(object), violations);
        }
        establish(object);
    }

    void stored(ResourceType type, ObjectNode object) {
        if (isDefinition(type)) {
            types.define(Meta.name(object), versions(object));
        }
    }

    private static boolean isDefinition(ResourceType type) {
        return type.is("apiextensions.k8s.io", "customresourcedefinitions");
    }

    private static void establish(ObjectNode object) {
        if (object.path("status").path("conditions").size() > 0) {
            return;
        }
        ObjectNode status = object.putObject("status");
        status.set("acceptedNames", object.path("spec").path("names").deepCopy());
        ArrayNode conditions = status.putArray("conditions");
        for (String condition : List.of("NamesAccepted", "Established")) {
            conditions
                    .addObject()
                    .put("type", condition)
                    .put("status", "True")
                    .put("reason", condition.equals("Established") ? "InitialNamesAccepted" : "NoConflicts")
                    .put(
                            "message",
                            condition.equals("Established")
                                    ? "the initial names have been accepted"
                                    : "no conflicts found")
                    .put("lastTransitionTime", Meta.now());
        }
        ArrayNode versions = status.putArray("storedVersions");
        object.path("spec").path("versions").forEach(version -> versions.add(version.path("name")));
    }

    private static List<ResourceType> versions(ObjectNode definition) {
        JsonNode spec = definition.path("spec");
        JsonNode names = spec.path("names");
        String kind = names.path("kind").asText();
        List<ResourceType> served = new ArrayList<>();
        for (JsonNode version : spec.path("versions")) {
            if (version.path("served").asBoolean(true)) {
                served.add(new ResourceType(
                        spec.path("group").asText(),
                        version.path("name").asText(),
                        kind,
                        names.path("plural").asText(),
                        names.path("singular").asText(kind.toLowerCase(Locale.ROOT)),
                        texts(names.path("shortNames")),
                        texts(names.path("categories")),
                        spec.path("scope").asText("Namespaced").equals("Namespaced"),
                        version.path("subresources").has("status"),
                        true,
                        Optional.of(new CustomSchema(
                                version.path("schema").path("openAPIV3Schema"),
                                version.path("additionalPrinterColumns")))));
            }
        }
        return served;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
