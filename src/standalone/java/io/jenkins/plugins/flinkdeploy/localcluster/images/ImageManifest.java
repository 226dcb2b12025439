package io.jenkins.plugins.flinkdeploy.localcluster.images;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * An image manifest as its registry has it.
 *
 * @param digest of its bytes
 * @param tree its content
 */
record ImageManifest(String digest, JsonNode tree) {

    String config() {
        return tree.path("config").path("digest").asText();
    }

    /** Digests of the layers, lowest first. */
    List<String> layers() {
        List<String> layers = new ArrayList<>();
        tree.path("layers").forEach(layer -> layers.add(layer.path("digest").asText()));
        return layers;
    }
}
