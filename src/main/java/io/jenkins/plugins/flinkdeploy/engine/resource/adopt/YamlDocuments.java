package io.jenkins.plugins.flinkdeploy.engine.resource.adopt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads foreign YAML: no tags, bounded aliases, size and depth. */
final class YamlDocuments {
    private static final int LONGEST = 1 << 20;
    private static final int DEEPEST = 60;

    private YamlDocuments() {}

    static List<ObjectNode> read(String name, String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setCodePointLimit(LONGEST);
        options.setNestingDepthLimit(DEEPEST);
        List<ObjectNode> documents = new ArrayList<>();
        try {
            for (Object document : new Yaml(new SafeConstructor(options)).loadAll(text)) {
                JsonNode tree = Json.mapper().valueToTree(document);
                if (tree instanceof ObjectNode object) {
                    documents.add(object);
                } else if (!tree.isNull()) {
                    throw unusable(name, "It must hold maps of keys and values.", null);
                }
            }
        } catch (YAMLException | IllegalArgumentException e) {
            throw unusable(name, e.getMessage(), e);
        }
        return documents;
    }

    private static UserException unusable(String name, String why, Exception cause) {
        return new UserException(
                name + " cannot be imported: " + why,
                "Nothing was written.",
                "Correct it, and import it again.",
                cause);
    }
}
