package io.jenkins.plugins.flinkdeploy.engine.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.engine.resource.RenderContext;
import io.jenkins.plugins.flinkdeploy.engine.resource.Renderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Test;

/** What the documentation shows works as it stands there. */
public class DocumentedFilesTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");
    private static final Pattern DEFINITION = Pattern.compile("(?m)^(clusters:|kind: Flink)");

    @Test
    public void every_cluster_file_in_the_documentation_is_good_and_renders() throws IOException {
        Map<String, String> shown = shown();
        assertThat(shown.keySet())
                .anyMatch(name -> name.contains("how-to-java"))
                .anyMatch(name -> name.contains("how-to-python"))
                .anyMatch(name -> name.contains("how-to-sql"))
                .anyMatch(name -> name.contains("how-to-beam"))
                .anyMatch(name -> name.contains("how-to-session"));
        shown.forEach((name, text) -> {
            Definition definition = DefinitionReader.read(new NamedSource(name, text), "repository");
            assertThat(definition.warnings()).as(name).isEmpty();
            definition.clusters().forEach(cluster -> assertThat(Renderer.renderAll(cluster, context()))
                    .as(name)
                    .isNotEmpty());
        });
    }

    private static RenderContext context() {
        return new RenderContext(
                "image", Optional.empty(), "n", Optional.empty(), Optional.empty(), Optional.empty(), "d");
    }

    /** The cluster files and manifests by the place where they are shown. */
    private static Map<String, String> shown() throws IOException {
        Map<String, String> shown = new TreeMap<>();
        try (Stream<Path> docs = Files.list(Path.of("docs"));
                Stream<Path> examples = Files.walk(Path.of("examples"))) {
            for (Path page : Stream.concat(Stream.concat(docs, examples), Stream.of(Path.of("README.md")))
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList()) {
                Matcher block = BLOCK.matcher(Files.readString(page));
                while (block.find()) {
                    if (DEFINITION.matcher(block.group(1)).find()) {
                        shown.put(page + ", character " + block.start(), block.group(1));
                    }
                }
            }
        }
        return shown;
    }
}
