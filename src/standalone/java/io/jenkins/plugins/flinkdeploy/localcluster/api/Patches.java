package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatch;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.util.List;
import java.util.function.UnaryOperator;

/** The three kinds of patches besides apply. */
final class Patches {
    private Patches() {}

    static UnaryOperator<ObjectNode> of(ResourceType type, ApiRequest request) {
        JsonNode patch = request.tree();
        return switch (request.mediaType()) {
            case "application/json-patch+json" -> object -> jsonPatch(object, patch);
            case "application/merge-patch+json" -> object -> (ObjectNode) merge(object, anObject(patch));
            case "application/strategic-merge-patch+json" -> {
                if (type.schema().isPresent()) {
                    throw Failures.unsupportedMediaType(request.mediaType());
                }
                yield object -> (ObjectNode) StrategicMerge.merge(object, anObject(patch), type.mergeRules());
            }
            default -> throw Failures.unsupportedMediaType(request.mediaType());
        };
    }

    private static JsonNode anObject(JsonNode patch) {
        if (!patch.isObject()) {
            throw Failures.badRequest("the patch is not an object");
        }
        return patch;
    }

    private static ObjectNode jsonPatch(ObjectNode object, JsonNode patch) {
        try {
            if (JsonPatch.apply(patch, object) instanceof ObjectNode patched) {
                return patched;
            }
        } catch (RuntimeException e) {
            throw rejected(e.getMessage());
        }
        throw rejected("the patch leaves no object");
    }

    private static ApiException rejected(String why) {
        return new ApiException(
                422,
                "Invalid",
                "the server rejected our request due to an error in our request: " + why,
                Json.object());
    }

    /** JSON merge patch, RFC 7386. */
    static JsonNode merge(JsonNode value, JsonNode patch) {
        if (!patch.isObject()) {
            return patch.deepCopy();
        }
        ObjectNode merged = value instanceof ObjectNode object ? object.deepCopy() : Json.object();
        patch.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                merged.remove(List.of(field.getKey()));
            } else {
                merged.set(field.getKey(), merge(merged.path(field.getKey()), field.getValue()));
            }
        });
        return merged;
    }
}
