package io.jenkins.plugins.flinkdeploy.engine.resource;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Writes resources as YAML, as people read them. */
public final class ManifestYaml {
    /** Long values such as arguments stay on one line. */
    private static final int WIDTH = 10_000;

    private ManifestYaml() {}

    /** One document, keys in the manifest's order, ending in a line feed. */
    public static String write(Manifest manifest) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setSplitLines(false);
        options.setWidth(WIDTH);
        return new Yaml(options).dump(Json.mapper().convertValue((JsonNode) manifest.toTree(), Object.class));
    }
}
