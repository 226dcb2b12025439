package io.jenkins.plugins.flinkdeploy.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionReader;
import io.jenkins.plugins.flinkdeploy.engine.definition.ImageDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.NamedSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class JobLayersTest {
    @Rule
    public TemporaryFolder temporary = new TemporaryFolder();

    private final List<String> log = new ArrayList<>();

    @Test
    public void the_runner_of_sql_is_below_the_script_which_changes_more() throws Exception {
        write("sql/totals.sql", "INSERT INTO a SELECT 1;");
        write("conf/log.properties", "");

        List<FileLayer> layers = layers(
                image("files: {/opt/flink/conf/log.properties: conf/log.properties}", "sql: {file: sql/totals.sql}"),
                List.of("sql/totals.sql"));

        assertThat(layers.stream()
                        .map(layer -> layer.name() + " "
                                + layer.files().stream().map(ImageFile::target).toList()))
                .containsExactly(
                        "SQL runner [/opt/flink/usrlib/flink-deploy-sql-runner.jar]",
                        "files [/opt/flink/conf/log.properties]",
                        "SQL scripts [/opt/flink/usrlib/sql/sql/totals.sql]");
    }

    @Test
    public void a_script_that_cannot_run_is_refused_with_its_line_before_anything_is_built() throws IOException {
        write("sql/totals.sql", "SET 'a' = 'b';\nSELECT 1;\n");

        assertThatThrownBy(() -> layers(image("", "sql: {file: sql/totals.sql}"), List.of("sql/totals.sql")))
                .hasMessageContaining(
                        "The SQL of the job cannot be run: sql/totals.sql, line 2, SELECT 1: the rows of a")
                .hasMessageContaining("the running job was not touched");
    }

    private List<FileLayer> layers(ImageDefinition image, List<String> scripts)
            throws IOException, InterruptedException {
        return new JobLayers(
                        image,
                        temporary.getRoot().toPath(),
                        ImageCaches.below(temporary.newFolder().toPath()),
                        log::add)
                .resolve(List.of(), scripts);
    }

    private void write(String file, String text) throws IOException {
        Path path = temporary.getRoot().toPath().resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    static ImageDefinition image(String image, String job) {
        String text =
                """
                version: 1
                service: totals
                clusters:
                  main:
                    flinkVersion: "1.19"
                    image: {repository: registry.example.org/totals%s}
                    jobs: {totals: {%s, state: stateless}}
                """
                        .formatted(image.isEmpty() ? "" : ", " + image, job);
        return DefinitionReader.read(new NamedSource("flink.yaml", text), "totals")
                .clusters()
                .get(0)
                .image()
                .orElseThrow();
    }
}
