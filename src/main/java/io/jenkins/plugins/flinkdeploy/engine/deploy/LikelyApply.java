package io.jenkins.plugins.flinkdeploy.engine.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.util.Map;
import java.util.Optional;

/**
 * What a server-side apply would most likely make of a resource, for an identity that may not ask the API server: the server's
 * defaults, its field owners and its refusals are not known here.
 */
final class LikelyApply {
    private LikelyApply() {}

    /**
     * @param live the resource as it is
     * @param desired what would be applied
     * @param last what was applied last; what it names and the desired one does not would be removed
     */
    static Manifest to(Manifest live, Manifest desired, Optional<Manifest> last) {
        ObjectNode tree = live.toTree();
        last.ifPresent(applied -> remove(tree, applied.toTree(), desired.toTree()));
        merge(tree, desired.toTree());
        return Manifest.of(tree);
    }

    private static void remove(ObjectNode tree, ObjectNode applied, ObjectNode desired) {
        for (Map.Entry<String, JsonNode> field : applied.properties()) {
            JsonNode wanted = desired.get(field.getKey());
            if (wanted == null) {
                tree.remove(field.getKey());
            } else if (tree.get(field.getKey()) instanceof ObjectNode inner
                    && field.getValue() instanceof ObjectNode before
                    && wanted instanceof ObjectNode after) {
                remove(inner, before, after);
            }
        }
    }

    private static void merge(ObjectNode tree, ObjectNode desired) {
        desired.properties().forEach(field -> {
            if (tree.get(field.getKey()) instanceof ObjectNode inner && field.getValue() instanceof ObjectNode wanted) {
                merge(inner, wanted);
            } else {
                tree.set(field.getKey(), field.getValue());
            }
        });
    }
}
