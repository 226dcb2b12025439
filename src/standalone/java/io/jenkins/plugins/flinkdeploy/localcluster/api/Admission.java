package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What every object goes through before it is stored: pruning, defaults, validation. */
final class Admission {
    private final ServiceDefaults services = new ServiceDefaults();

    /**
     * Prunes and completes the object in place.
     *
     * @param before without content when the object is new
     * @throws ApiException with code 400 for unknown fields under strict validation, with code 422 for an invalid object
     */
    void admit(ResourceType type, ObjectNode before, ObjectNode object, WriteOptions options) {
        List<Violation> violations = new ArrayList<>(MetadataValidation.violations(type, before, object));
        type.schema().ifPresent(schema -> {
            reportUnknown(type, schema.prune(object), options);
            schema.fillDefaults(object);
            violations.addAll(schema.violations(object));
        });
        if (type.schema().isEmpty()) {
            violations.addAll(BuiltInValidation.violations(type, object));
            if (violations.isEmpty()) {
                BuiltInDefaults.fill(type, object);
                if (type.is("", "services")) {
                    services.fill(object, before);
                }
            }
        }
        if (!violations.isEmpty()) {
            throw Failures.invalid(type, Meta.name(object), violations);
        }
    }

    /**
     * An applied configuration with fields that the schema does not know is refused whatever the request says about validation.
     * A real server answers with a 500 without a reason (kubernetes issue 118877), and so clients have to expect that here, too.
     */
    static void checkApplied(ResourceType type, ObjectKey key, ObjectNode configuration) {
        List<String> unknown = type.schema()
                .map(schema -> schema.prune(configuration.deepCopy()))
                .orElse(List.of());
        if (!unknown.isEmpty()) {
            String lines = unknown.stream()
                    .map(path -> "." + path + ": field not declared in schema")
                    .collect(Collectors.joining("\n  "));
            throw Failures.unexplained("failed to create typed patch object (%s/%s; %s, Kind=%s): %s"
                    .formatted(
                            key.namespace(),
                            key.name(),
                            type.apiVersion(),
                            type.kind(),
                            unknown.size() == 1 ? lines : "errors:\n  " + lines));
        }
    }

    private static void reportUnknown(ResourceType type, List<String> unknown, WriteOptions options) {
        if (unknown.isEmpty() || options.validation() == WriteOptions.Validation.IGNORE) {
            return;
        }
        List<String> texts =
                unknown.stream().map(path -> "unknown field \"" + path + "\"").toList();
        if (options.validation() == WriteOptions.Validation.STRICT) {
            throw Failures.badRequest("%s in version \"%s\" cannot be handled as a %s: strict decoding error: %s"
                    .formatted(
                            type.kind(),
                            type.version(),
                            type.kind(),
                            texts.stream().collect(Collectors.joining(", "))));
        }
        options.warnings().addAll(texts);
    }
}
