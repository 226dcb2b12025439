package io.jenkins.plugins.flinkdeploy.engine.resource.adopt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * A cluster file that was made of something else.
 *
 * @param yaml the file, with the notes as comments at its top
 * @param notes what a person should know or decide, whole sentences
 */
public record Imported(String yaml, List<String> notes) {
    private static final int WIDTH = 10_000;

    static Imported of(String origin, ObjectNode file, List<String> notes) {
        StringBuilder text = new StringBuilder("# Imported from " + origin + ". Check it with: flink-deploy plan\n");
        notes.forEach(note ->
                text.append("# - ").append(note.replaceAll("\\s*\\R\\s*", " ")).append('\n'));
        return new Imported(text + write(file), List.copyOf(notes));
    }

    static String write(ObjectNode file) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setSplitLines(false);
        options.setWidth(WIDTH);
        return new Yaml(options).dump(Json.mapper().convertValue((JsonNode) file, Object.class));
    }
}
