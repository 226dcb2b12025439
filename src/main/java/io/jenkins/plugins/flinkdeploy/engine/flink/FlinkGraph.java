package io.jenkins.plugins.flinkdeploy.engine.flink;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Of what a job consists ({@code /jobs/<id>}).
 *
 * @param vertices in the order of the data
 */
public record FlinkGraph(List<Vertex> vertices) {
    public FlinkGraph {
        vertices = List.copyOf(vertices);
    }

    /**
     * Operators that run in one task.
     *
     * @param source whether it reads from outside
     */
    public record Vertex(String id, String name, boolean source) {}

    static FlinkGraph of(JsonNode answer) {
        Set<String> fed = new HashSet<>();
        for (JsonNode node : answer.path("plan").path("nodes")) {
            if (!node.path("inputs").isEmpty()) {
                fed.add(node.path("id").asText());
            }
        }
        List<Vertex> vertices = new ArrayList<>();
        for (JsonNode vertex : answer.path("vertices")) {
            Fields.text(vertex, "id")
                    .ifPresent(id ->
                            vertices.add(new Vertex(id, vertex.path("name").asText(), !fed.contains(id))));
        }
        return new FlinkGraph(vertices);
    }
}
