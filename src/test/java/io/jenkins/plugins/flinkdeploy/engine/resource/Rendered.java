package io.jenkins.plugins.flinkdeploy.engine.resource;

import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.Definition;
import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Renders the files of tests and examples with the same image, commit and deployment each time. */
public final class Rendered {
    /** Directory of an example, then the environment laid over it, if any. */
    public static final List<String> EXAMPLES = List.of(
            "java",
            "python",
            "sql",
            "beam",
            "beam python",
            "session",
            "components",
            "components stage",
            "components prod",
            "manifest");

    private Rendered() {}

    public static Definition example(String name) {
        String[] parts = name.split(" ");
        Path file = Path.of("examples", parts[0], parts[0].equals("manifest") ? "deployment.yaml" : "flink.yaml");
        return parts.length == 1
                ? DefinitionReader.read(file, "repository")
                : DefinitionReader.read(file, parts[1], "repository");
    }

    public static List<RenderedResource> resources(Definition definition) {
        return definition.inOrder().stream()
                .flatMap(cluster -> Renderer.renderAll(cluster, context(cluster)).stream())
                .toList();
    }

    static String yaml(Definition definition) {
        return resources(definition).stream()
                .map(resource -> ManifestYaml.write(resource.manifest()))
                .collect(Collectors.joining("---\n"));
    }

    static RenderContext context(ClusterDefinition cluster) {
        return new RenderContext(
                "registry.example.org/flink/orders@sha256:0123",
                Optional.of("sha256:0123"),
                cluster.namespace().orElse("default"),
                Optional.of("71c0de5a"),
                Optional.of("https://jenkins.example.org/job/orders/7/"),
                Optional.of("alice"),
                "orders-7");
    }
}
