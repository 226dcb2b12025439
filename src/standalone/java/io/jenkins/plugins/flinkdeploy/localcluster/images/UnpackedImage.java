package io.jenkins.plugins.flinkdeploy.localcluster.images;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An image whose files lie on this machine.
 *
 * @param id the image with its digest, as {@code containerStatuses[].imageID} has it
 * @param root the directory that is {@code /} of its containers; shared, not to be written to
 * @param config the image's configuration ({@code config} of the OCI image configuration)
 * @param bytes compressed size of its layers
 */
public record UnpackedImage(String id, Path root, JsonNode config, long bytes) {

    public List<String> entrypoint() {
        return texts(config.path("Entrypoint"));
    }

    public List<String> command() {
        return texts(config.path("Cmd"));
    }

    public Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String entry : texts(config.path("Env"))) {
            int equals = entry.indexOf('=');
            environment.put(entry.substring(0, equals), entry.substring(equals + 1));
        }
        return environment;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}
