package io.jenkins.plugins.flinkdeploy.engine.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.engine.resource.RenderContext;
import io.jenkins.plugins.flinkdeploy.engine.resource.Renderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.Test;

public class MutatedFilesTest {
    private static final Path FILES = Path.of("src/test/resources/io/jenkins/plugins/flinkdeploy/engine/resource");
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 3_000);
    private static final List<String> PIECES = List.of(
            "~",
            "null",
            "{}",
            "[]",
            "[~]",
            "\n",
            " ",
            "  ",
            ":",
            "- ",
            "*big",
            "&x ",
            "<<: ",
            "!!str ",
            "0",
            "-1",
            "1e999",
            "9999999999999999999999",
            "'",
            "\"",
            "${X}",
            "a/b",
            "\t",
            "#",
            "|",
            ">",
            "? ",
            "yes",
            "0x1F",
            "1:30",
            ".nan",
            "*",
            "%",
            "\u0000",
            "\uD800",
            "\u2028");

    @Test
    public void any_text_gives_a_definition_that_renders_or_located_problems() throws IOException {
        Random random = new Random(20261123);
        for (String name : List.of("everything", "minimal", "manifest", "flink2")) {
            String good = Files.readString(FILES.resolve(name + ".flink.yaml"));
            for (int i = 0; i < ROUNDS; i++) {
                check(mutated(good, random));
            }
        }
    }

    private static void check(String text) {
        try {
            Definition definition = DefinitionReader.read(new NamedSource("flink.yaml", text), "orders");
            assertThat(definition.clusters()).as(text).isNotEmpty();
            definition.clusters().forEach(MutatedFilesTest::render);
        } catch (DefinitionException e) {
            assertThat(e.problems()).as(text).isNotEmpty().allSatisfy(problem -> {
                assertThat(problem.line()).isPositive();
                assertThat(problem.column()).isPositive();
            });
        } catch (RuntimeException e) {
            throw new AssertionError("This text gave " + e + ":\n" + text, e);
        }
    }

    private static void render(ClusterDefinition cluster) {
        RenderContext context = new RenderContext(
                "image", Optional.empty(), "n", Optional.empty(), Optional.empty(), Optional.empty(), "d");
        assertThat(Renderer.render(cluster, context)).isEqualTo(Renderer.render(cluster, context));
    }

    private static String mutated(String good, Random random) {
        StringBuilder text = new StringBuilder(good);
        for (int change = 0; change <= random.nextInt(4); change++) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> text.insert(random.nextInt(text.length()), text.substring(at, end));
                default -> {
                    int from = text.indexOf(": ", at);
                    int line = from < 0 ? -1 : text.indexOf("\n", from);
                    if (line > from) {
                        text.replace(from + 2, line, PIECES.get(random.nextInt(PIECES.size())));
                    }
                }
            }
        }
        return text.toString();
    }
}
