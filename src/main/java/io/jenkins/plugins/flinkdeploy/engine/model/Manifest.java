package io.jenkins.plugins.flinkdeploy.engine.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** One Kubernetes object as written or as read, immutable. */
public final class Manifest {
    private final ObjectNode tree;

    private Manifest(ObjectNode tree) {
        this.tree = tree;
    }

    /** A manifest with a copy of this tree. */
    @JsonCreator
    public static Manifest of(ObjectNode tree) {
        return new Manifest(tree.deepCopy());
    }

    /** A copy of the tree that the caller may change. */
    @JsonValue
    public ObjectNode toTree() {
        return tree.deepCopy();
    }

    public String apiVersion() {
        return tree.path("apiVersion").asText();
    }

    public String kind() {
        return tree.path("kind").asText();
    }

    public String namespace() {
        return tree.path("metadata").path("namespace").asText();
    }

    public String name() {
        return tree.path("metadata").path("name").asText();
    }

    public ResourceId id() {
        return new ResourceId(apiVersion(), kind(), namespace(), name());
    }

    public Optional<String> label(String key) {
        return text(tree.path("metadata").path("labels").path(key));
    }

    public Optional<String> annotation(String key) {
        return text(tree.path("metadata").path("annotations").path(key));
    }

    /** The value at a JSON pointer such as {@code /spec/job/upgradeMode}; a missing node where there is none. */
    public JsonNode at(String pointer) {
        return tree.at(pointer).deepCopy();
    }

    /** The text at a JSON pointer, empty where there is none or it is null. */
    public Optional<String> textAt(String pointer) {
        return text(tree.at(pointer));
    }

    private static Optional<String> text(JsonNode node) {
        return node.isValueNode() && !node.isNull() ? Optional.of(node.asText()) : Optional.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Manifest manifest && manifest.tree.equals(tree);
    }

    @Override
    public int hashCode() {
        return tree.hashCode();
    }

    @Override
    public String toString() {
        return id().toString();
    }
}
