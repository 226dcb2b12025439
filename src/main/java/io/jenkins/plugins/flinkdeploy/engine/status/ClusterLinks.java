package io.jenkins.plugins.flinkdeploy.engine.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** The pages about a cluster that its cluster file names. */
final class ClusterLinks {
    private ClusterLinks() {}

    /** Name and address; what is no address of a page is left out, as anybody may have written the annotation. */
    static Map<String, String> of(Manifest resource) {
        Map<String, String> links = new TreeMap<>();
        try {
            JsonNode written =
                    resource.annotation(Annotations.LINKS).map(Json::read).orElseGet(Json::object);
            written.properties().stream()
                    .filter(link -> link.getValue().asText().matches("https?://\\S+"))
                    .forEach(link -> links.put(link.getKey(), link.getValue().asText()));
        } catch (UncheckedIOException notJson) {
            return Map.of();
        }
        return links;
    }
}
