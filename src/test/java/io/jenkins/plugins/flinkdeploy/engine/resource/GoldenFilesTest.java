package io.jenkins.plugins.flinkdeploy.engine.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;

/**
 * Each {@code *.flink.yaml} is rendered as the {@code *.resource.yaml} beside it. After a wanted change {@code -Dgolden.update=true}
 * writes the files anew; the difference is then read in review.
 */
@RunWith(Parameterized.class)
public class GoldenFilesTest {
    private static final Path FILES = Path.of("src/test/resources/io/jenkins/plugins/flinkdeploy/engine/resource");

    @Parameterized.Parameters(name = "{0}")
    public static List<String> names() {
        return List.of("minimal", "everything", "flink2", "flink1-16", "manifest");
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
        ClusterDefinition cluster = DefinitionReader.read(FILES.resolve(name + ".flink.yaml"), "orders")
                .clusters()
                .get(0);
        RenderContext context = new RenderContext(
                "registry.example.org/flink/orders@sha256:0123",
                Optional.of("sha256:0123"),
                cluster.namespace().orElse("default"),
                Optional.of("71c0de5a"),
                Optional.of("https://jenkins.example.org/job/orders/7/"),
                Optional.of("alice"),
                "orders-7");
        return ManifestYaml.write(Renderer.render(cluster, context).manifest());
    }
}
