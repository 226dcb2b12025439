package io.jenkins.plugins.flinkdeploy.engine.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Test;

/** The generated documents follow the model; after a change {@code -Dgolden.update=true} writes them anew. */
public class ClusterFileDocsTest {
    private static final Path FILES = Path.of("src/test/resources/io/jenkins/plugins/flinkdeploy/engine/resource");
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(ClusterFileDocs.jsonSchema());

    @Test
    public void the_schema_for_editors_is_that_of_the_model() throws IOException {
        same(Path.of("docs/flink.schema.json"), ClusterFileDocs.jsonSchema());
    }

    @Test
    public void the_reference_page_is_that_of_the_model() throws IOException {
        same(Path.of("docs/cluster-file-reference.md"), ClusterFileDocs.reference());
    }

    @Test
    public void the_schema_takes_every_file_that_the_reader_takes() throws IOException {
        try (Stream<Path> examples = Files.walk(Path.of("examples"));
                Stream<Path> golden = Files.list(FILES)) {
            List<Path> files = Stream.concat(
                            examples.filter(
                                    file -> String.valueOf(file.getFileName()).matches("flink(-\\w+)?\\.yaml")),
                            golden.filter(file -> file.toString().endsWith(".flink.yaml"))
                                    .filter(file -> !file.toString().contains("manifest")))
                    .toList();
            assertThat(files).hasSizeGreaterThan(5);
            for (Path file : files) {
                assertThat(SCHEMA.validate(json(Files.readString(file))))
                        .as(file.toString())
                        .isEmpty();
            }
        }
    }

    @Test
    public void the_schema_refuses_slips() {
        assertThat(SCHEMA.validate(json("servise: x"))).isNotEmpty();
        assertThat(SCHEMA.validate(json("clusters: {main: {taskManager: {memory: 4}}}")))
                .isNotEmpty();
        assertThat(SCHEMA.validate(json("clusters: {main: {deploy: {rollback: atuo}}}")))
                .isNotEmpty();
        assertThat(SCHEMA.validate(json("clusters: {main: {deploy: {soak: 120}}}")))
                .isNotEmpty();
    }

    private static JsonNode json(String yaml) {
        Problems problems = new Problems();
        Tree tree = YamlReader.read(new NamedSource("f", yaml), problems).get(0);
        assertThat(problems.errors()).isEmpty();
        // What an editor sees: anchors written out, plain scalars as YAML types them.
        return Json.read(JsonTrees.json(tree).toString(), JsonNode.class);
    }

    private static void same(Path file, String generated) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, generated);
        }
        assertThat(generated).isEqualTo(Files.readString(file));
    }
}
