package io.jenkins.plugins.flinkdeploy.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionReader;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** {@code validate} and {@code render}, which need no cluster. */
public class FileCommandsTest {
    private static final String FILE =
            """
            service: orders
            defaults:
              flinkVersion: "1.19"
              jobs: {orders: {jar: orders.jar, state: stateless}}
            clusters:
              main:
                environment: prod
                namespace: streaming
                image: {base: "flink:1.19", jars: [orders.jar], repository: registry.example.org/orders}
              test:
                environment: stage
                image: {reference: "registry.example.org/orders:7"}
            """;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void a_good_file_is_called_good_with_its_resources() throws IOException {
        CommandLineRun run = CommandLineRun.of("validate", "-f", write(FILE));

        assertThat(run.exit()).as(run.all()).isZero();
        assertThat(run.out()).contains("can be used: orders-main, orders-test.");
    }

    @Test
    public void all_problems_and_warnings_are_told_with_their_places() throws IOException {
        String bad = FILE.replace("flink:1.19", "flink:1.20") + "    taskManager: {memory: 4}\n    evn: {}\n";

        CommandLineRun run = CommandLineRun.of("validate", "-f", write(bad));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err())
                .containsPattern("error: .*flink\\.yaml:13:\\d+: clusters\\.test\\.taskManager\\.memory")
                .containsPattern("error: .*flink\\.yaml:14:\\d+: clusters\\.test\\.evn.*'env'")
                .contains("flink.yaml:9:19: clusters.main.image.base")
                .contains("2 problems");
        assertThat(run.out()).isEmpty();
    }

    @Test
    public void the_json_form_holds_every_problem_with_its_place() throws IOException {
        CommandLineRun run =
                CommandLineRun.of("validate", "-o", "json", "-f", write(FILE + "    taskManager: {memory: 4}\n"));

        assertThat(run.exit()).isEqualTo(2);
        JsonNode json = Json.read(run.out());
        assertThat(json.path("valid").asBoolean()).isFalse();
        assertThat(json.at("/problems/0/line").asInt()).isEqualTo(13);
        assertThat(json.at("/problems/0/path").asText()).isEqualTo("clusters.test.taskManager.memory");
        assertThat(Json.read(CommandLineRun.of("validate", "-o", "json", "-f", write(FILE))
                                .out())
                        .path("valid")
                        .asBoolean())
                .isTrue();
    }

    @Test
    public void every_cluster_is_rendered_as_one_document_and_each_time_the_same() throws IOException {
        String file = write(FILE);

        CommandLineRun run = CommandLineRun.of("render", "-f", file);

        assertThat(run.exit()).as(run.all()).isZero();
        assertThat(run.out().split("---\n")).hasSize(2);
        assertThat(run.out())
                .contains("image: registry.example.org/orders:latest\n")
                .contains("image: registry.example.org/orders:7\n")
                .doesNotContain("deployment-id")
                .isEqualTo(CommandLineRun.of("render", "-f", file).out());
    }

    @Test
    public void what_was_rendered_can_be_deployed_as_manifests() throws IOException {
        String rendered =
                CommandLineRun.of("render", "-f", write(FILE), "-n", "apps").out();
        Path manifests = Files.writeString(folder.getRoot().toPath().resolve("rendered.yaml"), rendered);

        assertThat(DefinitionReader.read(manifests, "orders").clusters())
                .extracting(cluster -> cluster.resourceName())
                .containsExactly("orders-main", "orders-test");
    }

    @Test
    public void one_cluster_one_environment_or_another_image_can_be_asked_for() throws IOException {
        String file = write(FILE);

        assertThat(CommandLineRun.of("render", "-f", file, "--cluster", "main", "--image", "r/o@sha256:12")
                        .out())
                .contains("image: r/o@sha256:12\n")
                .contains("image-digest: sha256:12")
                .doesNotContain("---");
        assertThat(CommandLineRun.of("render", "-f", file, "--environment", "stage")
                        .out())
                .contains("name: orders-test")
                .doesNotContain("orders-main");
        CommandLineRun none = CommandLineRun.of("render", "-f", file, "--environment", "moon");
        assertThat(none.exit()).isEqualTo(2);
        assertThat(none.err()).contains("'moon'").contains("main (prod), test (stage)");
    }

    private String write(String text) throws IOException {
        return Files.writeString(folder.getRoot().toPath().resolve("flink.yaml"), text)
                .toString();
    }
}
