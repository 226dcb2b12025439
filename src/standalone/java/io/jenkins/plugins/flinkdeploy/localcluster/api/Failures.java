package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.util.List;

/** The failures of a real API server, word for word where clients read the words. */
final class Failures {
    private Failures() {}

    static ApiException notFound(ResourceType type, String name) {
        return new ApiException(
                404,
                "NotFound",
                "%s \"%s\" not found".formatted(type.qualifiedPlural(), name),
                details(type.group(), type.plural(), name));
    }

    static ApiException namespaceNotFound(String name) {
        return new ApiException(
                404, "NotFound", "namespaces \"%s\" not found".formatted(name), details("", "namespaces", name));
    }

    static ApiException alreadyExists(ResourceType type, String name) {
        return new ApiException(
                409,
                "AlreadyExists",
                "%s \"%s\" already exists".formatted(type.qualifiedPlural(), name),
                details(type.group(), type.plural(), name));
    }

    static ApiException modified(ResourceType type, String name) {
        return conflict(
                type,
                name,
                "the object has been modified; please apply your changes to the latest version and try again");
    }

    static ApiException conflict(ResourceType type, String name, String why) {
        return new ApiException(
                409,
                "Conflict",
                "Operation cannot be fulfilled on %s \"%s\": %s".formatted(type.qualifiedPlural(), name, why),
                details(type.group(), type.plural(), name));
    }

    static ApiException badRequest(String message) {
        return new ApiException(400, "BadRequest", message, Json.object());
    }

    static ApiException forbidden(ResourceType type, String name, String why) {
        return new ApiException(
                403,
                "Forbidden",
                "%s \"%s\" is forbidden: %s".formatted(type.qualifiedPlural(), name, why),
                details(type.group(), type.plural(), name));
    }

    static ApiException methodNotAllowed() {
        return new ApiException(
                405,
                "MethodNotAllowed",
                "the server does not allow this method on the requested resource",
                Json.object());
    }

    static ApiException unsupportedMediaType(String contentType) {
        return new ApiException(
                415,
                "UnsupportedMediaType",
                "the body of the request was in an unknown format - accepted media types include: application/json,"
                        + " application/yaml; given: " + contentType,
                Json.object());
    }

    static ApiException expired(long asked, long oldest) {
        return new ApiException(
                410, "Expired", "too old resource version: %d (%d)".formatted(asked, oldest), Json.object());
    }

    static ApiException unavailable(String message) {
        return new ApiException(503, "ServiceUnavailable", message, Json.object());
    }

    static ApiException internal(String message) {
        return new ApiException(500, "InternalError", message, Json.object());
    }

    /** An error of the server's own code, which reaches clients without a reason. */
    static ApiException unexplained(String message) {
        return new ApiException(500, "", message, Json.object());
    }

    static ApiException invalid(ResourceType type, String name, List<Violation> violations) {
        ObjectNode details = details(type.group(), type.kind(), name);
        var causes = details.putArray("causes");
        for (Violation violation : violations) {
            causes.addObject()
                    .put("reason", violation.reason())
                    .put("message", violation.message())
                    .put("field", violation.field());
        }
        List<String> texts = violations.stream()
                .map(violation -> violation.field() + ": " + violation.message())
                .toList();
        String all = texts.size() == 1 ? texts.get(0) : "[" + String.join(", ", texts) + "]";
        return new ApiException(
                422, "Invalid", "%s \"%s\" is invalid: %s".formatted(type.qualifiedKind(), name, all), details);
    }

    static ObjectNode details(String group, String kind, String name) {
        ObjectNode details = Json.object();
        details.put("name", name);
        if (!group.isEmpty()) {
            details.put("group", group);
        }
        details.put("kind", kind);
        return details;
    }
}
