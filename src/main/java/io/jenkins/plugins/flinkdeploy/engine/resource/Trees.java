package io.jenkins.plugins.flinkdeploy.engine.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Places in a resource's tree. */
final class Trees {
    static final String BLUE_GREEN = "FlinkBlueGreenDeployment";

    private Trees() {}

    /** The map under a key, made when there is none. */
    static ObjectNode object(ObjectNode parent, String key) {
        return parent.get(key) instanceof ObjectNode present ? present : parent.putObject(key);
    }

    /** The part of a resource that describes a cluster; empty for a session job, which has none. */
    static Optional<ObjectNode> clusterSpec(ObjectNode root) {
        return switch (root.path("kind").asText()) {
            case "FlinkDeployment" -> Optional.of(object(root, "spec"));
            case BLUE_GREEN -> Optional.of(object(object(object(root, "spec"), "template"), "spec"));
            default -> Optional.empty();
        };
    }

    /** The part of a resource that describes a job, where it has one. */
    static Optional<ObjectNode> job(ObjectNode root) {
        return clusterSpec(root)
                .or(() -> Optional.of(object(root, "spec")))
                .filter(spec -> spec.get("job") instanceof ObjectNode)
                .map(spec -> (ObjectNode) spec.get("job"));
    }
}
