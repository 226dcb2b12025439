package io.jenkins.plugins.flinkdeploy.engine.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;

/**
 * Each {@code *.flink.yaml}, and each example, is rendered as the {@code *.resource.yaml} beside it. After a wanted change {@code -Dgolden.update=true}
 * writes the files anew; the difference is then read in review.
 */
@RunWith(Parameterized.class)
public class GoldenFilesTest {
    private static final Path FILES = Path.of("src/test/resources/io/jenkins/plugins/flinkdeploy/engine/resource");

    private static final String EXAMPLE = "example-";

    @Parameterized.Parameters(name = "{0}")
    public static List<String> names() {
        List<String> names = new ArrayList<>(List.of(
                "minimal",
                "everything",
                "flink2",
                "flink1-16",
                "manifest",
                "session",
                "session-manifests",
                "programs",
                "autoscaled",
                "blue-green"));
        Rendered.EXAMPLES.forEach(name -> names.add(EXAMPLE + name.replace(' ', '-')));
        return names;
    }

    @Parameterized.Parameter
    public String name;

    @Test
    public void is_rendered_as_the_file_beside_it() throws IOException {
        Path expected = FILES.resolve(name + ".resource.yaml");
        String rendered = render();

        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(expected, rendered);
        }
        assertThat(rendered).isEqualTo(Files.readString(expected));
    }

    @Test
    public void is_rendered_the_same_each_time() {
        assertThat(render()).isEqualTo(render());
    }

    private String render() {
        return Rendered.yaml(
                name.startsWith(EXAMPLE)
                        ? Rendered.example(name.substring(EXAMPLE.length()).replace('-', ' '))
                        : DefinitionReader.read(FILES.resolve(name + ".flink.yaml"), "orders"));
    }
}
