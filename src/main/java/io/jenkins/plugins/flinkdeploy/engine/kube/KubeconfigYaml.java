package io.jenkins.plugins.flinkdeploy.engine.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads a kubeconfig's YAML without ever quoting it in an error, because it is full of secrets. */
final class KubeconfigYaml {
    private KubeconfigYaml() {}

    /**
     * @param source what the text is called in errors
     */
    static ObjectNode read(String text, String source) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Yaml yaml = new Yaml(
                new SafeConstructor(options),
                new Representer(new DumperOptions()),
                new DumperOptions(),
                options,
                new TextResolver());
        Object tree;
        try {
            tree = yaml.load(text);
        } catch (MarkedYAMLException e) {
            String where = e.getProblemMark() == null
                    ? ""
                    : " at line " + (e.getProblemMark().getLine() + 1) + ", column "
                            + (e.getProblemMark().getColumn() + 1);
            throw malformed(source, "it is not readable YAML" + where);
        } catch (YAMLException e) {
            throw malformed(source, "it is not readable YAML");
        }
        if (tree instanceof Map<?, ?> && Json.mapper().valueToTree(tree) instanceof ObjectNode object) {
            return object;
        }
        throw malformed(source, "it is not a mapping with clusters, contexts and users");
    }

    static UserException malformed(String source, String why) {
        return new UserException(
                "The kubeconfig " + source + " cannot be used: " + why + ".",
                "No cluster was contacted.",
                "Check it with 'kubectl --kubeconfig … config view'.");
    }

    /** Leaves scalars as text, so that a token or user name that looks like a number or a date stays what it is. */
    private static final class TextResolver extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.BOOL, Pattern.compile("true|false|True|False|TRUE|FALSE"), "tfTF");
            addImplicitResolver(Tag.NULL, Pattern.compile("~|null|Null|NULL"), "~nN");
            addImplicitResolver(Tag.NULL, EMPTY, null);
            addImplicitResolver(Tag.MERGE, MERGE, "<");
        }
    }
}
