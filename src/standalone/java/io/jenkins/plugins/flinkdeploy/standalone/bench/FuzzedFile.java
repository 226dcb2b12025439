package io.jenkins.plugins.flinkdeploy.standalone.bench;

import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.Definition;
import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionException;
import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionReader;
import io.jenkins.plugins.flinkdeploy.engine.definition.NamedSource;
import io.jenkins.plugins.flinkdeploy.engine.resource.RenderContext;
import io.jenkins.plugins.flinkdeploy.engine.resource.Renderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What must be true of any text that is given as a cluster file. */
final class FuzzedFile {
    private static final RenderContext CONTEXT = new RenderContext(
            "image", Optional.empty(), "n", Optional.empty(), Optional.empty(), Optional.empty(), "d");

    private FuzzedFile() {}

    /** The cluster files of examples and tests, to be changed. */
    static List<String> seeds() throws IOException {
        List<String> seeds = new ArrayList<>();
        try (Stream<Path> examples = Files.walk(Path.of("examples"));
                Stream<Path> golden = Files.walk(Path.of("src", "test", "resources"))) {
            for (Path file : Stream.concat(examples, golden)
                    .filter(file -> file.toString().matches(".*flink(-\\w+)?\\.yaml"))
                    .sorted()
                    .toList()) {
                seeds.add(Files.readString(file));
            }
        }
        return seeds;
    }

    /**
     * Whether a text is a definition, which then renders each time the same; if not, it is refused with problems that have places.
     *
     * @throws IllegalStateException when it does neither
     */
    static boolean isDefinition(String text) {
        try {
            Definition definition = DefinitionReader.read(new NamedSource("flink.yaml", text), "fuzz");
            require(!definition.clusters().isEmpty(), "A definition without a cluster", text);
            for (ClusterDefinition cluster : definition.inOrder()) {
                require(
                        Renderer.renderAll(cluster, CONTEXT).equals(Renderer.renderAll(cluster, CONTEXT)),
                        "Rendered twice, it differs",
                        text);
            }
            return true;
        } catch (DefinitionException e) {
            require(
                    !e.problems().isEmpty()
                            && e.problems().stream().allMatch(problem -> problem.line() > 0 && problem.column() > 0),
                    "Refused without a place",
                    text);
            return false;
        } catch (RuntimeException e) {
            throw new IllegalStateException("This file gave " + e + ":\n" + text, e);
        }
    }

    private static void require(boolean condition, String otherwise, String text) {
        if (!condition) {
            throw new IllegalStateException(otherwise + ":\n" + text);
        }
    }
}
