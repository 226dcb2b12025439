package io.jenkins.plugins.flinkdeploy.engine.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.util.Optional;

/** The part of a resource that describes cluster and job: its specification, and of a blue/green deployment that of its template. */
public final class ClusterSpec {
    private ClusterSpec() {}

    /** What stands at a place in it, {@code /job/upgradeMode}. */
    public static JsonNode at(Manifest manifest, String pointer) {
        return manifest.at(root(manifest.kind()) + pointer);
    }

    /** The text at a place in it. */
    public static Optional<String> textAt(Manifest manifest, String pointer) {
        return manifest.textAt(root(manifest.kind()) + pointer);
    }

    /** The map at a place in a resource's tree, made where there is none. */
    public static ObjectNode object(ObjectNode tree, String pointer) {
        return tree.withObject(root(tree.path("kind").asText()) + pointer);
    }

    private static String root(String kind) {
        return kind.equals(Trees.BLUE_GREEN) ? "/spec/template/spec" : "/spec";
    }
}
