package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The few rules for built-in kinds without which a broken object would go unnoticed until its pod should start. */
final class BuiltInValidation {
    private static final long MOST_DATA = 1024 * 1024;

    private final List<Violation> violations = new ArrayList<>();

    private BuiltInValidation() {}

    static List<Violation> violations(ResourceType type, ObjectNode object) {
        BuiltInValidation validation = new BuiltInValidation();
        JsonNode spec = object.path("spec");
        switch (type.kind()) {
            case "Pod" -> validation.podSpec(spec, "spec");
            case "Deployment", "ReplicaSet", "StatefulSet", "DaemonSet" -> {
                validation.selector(spec);
                validation.podSpec(spec.path("template").path("spec"), "spec.template.spec");
            }
            case "Job" -> validation.podSpec(spec.path("template").path("spec"), "spec.template.spec");
            case "ConfigMap" -> validation.data(object, "data", "binaryData");
            case "Secret" -> validation.data(object, "data", "stringData");
            case "Service" -> validation.objects(spec.path("ports"), "spec.ports");
            default -> {
                // stored as it comes
            }
        }
        return validation.violations;
    }

    private void data(ObjectNode object, String... fields) {
        long size = 0;
        for (String field : fields) {
            for (var entry : object.path(field).properties()) {
                size += entry.getValue().asText().length();
                String place = field + "[" + entry.getKey() + "]";
                if (!entry.getValue().isTextual()) {
                    throw Failures.badRequest(
                            "%s in version \"v1\" cannot be handled as a %s: json: cannot unmarshal %s into Go struct field %s.%s of type string"
                                    .formatted(
                                            object.path("kind").asText(),
                                            object.path("kind").asText(),
                                            entry.getValue(),
                                            object.path("kind").asText(),
                                            place));
                }
                if (!entry.getKey().matches("[-._a-zA-Z0-9]+")) {
                    violations.add(Violation.invalid(
                            place,
                            '"' + entry.getKey() + '"',
                            "a valid config key must consist of alphanumeric characters, '-', '_' or '.'"));
                }
            }
        }
        if (size > MOST_DATA) {
            violations.add(new Violation("[]", "FieldValueTooLong", "Too long: may not be more than 1048576 bytes"));
        }
    }

    private void selector(JsonNode spec) {
        JsonNode wanted = spec.path("selector").path("matchLabels");
        if (!spec.path("selector").isObject()) {
            violations.add(Violation.required("spec.selector", ""));
            return;
        }
        JsonNode labels = spec.path("template").path("metadata").path("labels");
        boolean matches =
                wanted.properties().stream().allMatch(label -> label.getValue().equals(labels.path(label.getKey())));
        if (!matches) {
            violations.add(Violation.invalid(
                    "spec.template.metadata.labels", labels.toString(), "`selector` does not match template `labels`"));
        }
    }

    private void podSpec(JsonNode spec, String path) {
        if (spec.path("containers").isEmpty()) {
            violations.add(Violation.required(path + ".containers", ""));
        }
        for (String list : List.of("containers", "initContainers")) {
            JsonNode containers = spec.path(list);
            objects(containers, path + "." + list);
            for (int i = 0; i < containers.size(); i++) {
                String place = path + "." + list + "[" + i + "]";
                if (containers.get(i).path("name").asText("").isEmpty()) {
                    violations.add(Violation.required(place + ".name", ""));
                }
                if (containers.get(i).path("image").asText("").isEmpty() && path.equals("spec")) {
                    violations.add(Violation.required(place + ".image", ""));
                }
                objects(containers.get(i).path("ports"), place + ".ports");
            }
        }
    }

    private void objects(JsonNode list, String path) {
        for (int i = 0; i < list.size(); i++) {
            if (!list.get(i).isObject()) {
                violations.add(
                        Violation.invalid(path + "[" + i + "]", list.get(i).toString(), "must be an object"));
            }
        }
    }
}
