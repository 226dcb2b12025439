package io.jenkins.plugins.flinkdeploy.engine.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class HostileYamlTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void malformed_yaml_is_shown_at_its_place() {
        assertThat(refusal("service: orders\nclusters: {main: [}\n"))
                .startsWith("flink.yaml:2:19: This is not valid YAML: ");
    }

    @Test
    public void an_unclosed_quote_is_shown_where_the_text_ends() {
        assertThat(refusal("service: \"orders\n")).startsWith("flink.yaml:2:1: This is not valid YAML: ");
    }

    @Test
    public void a_control_character_is_named() {
        assertThat(refusal("service: orders\nowner: a\u0007b\n"))
                .isEqualTo("flink.yaml:2:9: The character U+0007 is not allowed in YAML."
                        + " Remove it, or write it as an escape inside double quotes.");
    }

    @Test
    public void a_tag_is_refused_wherever_it_stands() {
        assertThat(refusal("service: !!javax.script.ScriptEngineManager [x]"))
                .startsWith("flink.yaml:1:10: YAML tags such as");
        assertThat(refusal("a: 1\nservice: !!str 5")).startsWith("flink.yaml:2:10: YAML tags such as");
        assertThat(refusal("!!map {service: x}")).startsWith("flink.yaml:1:1: YAML tags such as");
    }

    @Test
    public void a_key_written_twice_is_an_error_that_names_both_lines() {
        assertThat(refusal("service: a\nversion: 1\nservice: b\n"))
                .startsWith("flink.yaml:3:1: The key 'service' is written twice, in line 1 and in line 3.");
    }

    @Test
    public void a_file_of_nothing_but_problems_is_not_checked_to_its_end() {
        for (String line : List.of("version: 1\n", "servise%d: x\n", "_a%d: !!str x\n", "clusters: {m%d: {x: 1}}\n")) {
            StringBuilder text = new StringBuilder("service: orders\n");
            for (int i = 0; text.length() < 900_000; i++) {
                text.append(line.replace("%d", String.valueOf(i)));
            }

            DefinitionException refused = refused(text.toString());

            assertThat(refused.problems()).hasSizeLessThanOrEqualTo(Problems.MOST + 1);
            assertThat(refused).hasMessageContaining("flink.yaml cannot be used");
        }
        assertThat(refused("version: 1\n".repeat(5_000)).problems())
                .hasSize(Problems.MOST + 1)
                .last()
                .satisfies(last -> assertThat(last.message()).contains("ends here, after 1000 problems"));
    }

    @Test
    public void a_key_that_is_no_word_is_refused() {
        assertThat(refusal("? [a, b]\n: c\n")).startsWith("flink.yaml:1:3: A key must be a plain word.");
        assertThat(refusal("~: c\n")).startsWith("flink.yaml:1:1: A key must be a plain word.");
    }

    @Test
    public void aliases_of_aliases_end_early() {
        StringBuilder text = new StringBuilder("_a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            text.append("_a").append(i).append(": &a").append(i).append(" [*a");
            text.append(String.join(", *a", Collections.nCopies(10, String.valueOf(i - 1))));
            text.append("]\n");
        }

        assertThat(refusal(text.toString())).contains("more than 500000 values once its aliases are written out");
    }

    @Test
    public void aliases_that_nest_too_deep_are_refused() {
        StringBuilder text = new StringBuilder("_a0: &a0 {k: v}\n");
        for (int i = 1; i < 100; i++) {
            text.append("_a" + i + ": &a" + i + " {k: *a" + (i - 1) + "}\n");
        }

        assertThat(refusal(text.toString())).contains("Aliases nest maps and lists more than 60 deep");
    }

    @Test
    public void an_anchor_inside_itself_is_refused() {
        assertThat(refusal("_a: &a\n  b: *a\n")).isNotEmpty();
    }

    @Test
    public void deep_nesting_is_refused_where_it_becomes_too_deep() {
        assertThat(refusal("[".repeat(500_000)))
                .startsWith("flink.yaml:1:61: Maps and lists are nested more than 60 deep");
    }

    @Test
    public void empty_files_and_lone_values_are_refused() {
        assertThat(refusal("")).startsWith("flink.yaml:1:1: The file is empty.");
        assertThat(refusal("# nothing\n---\n")).startsWith("flink.yaml:1:1: The file is empty.");
        assertThat(refusal("just a text")).contains("must hold a map");
        assertThat(refusal("- a\n- b")).contains("must hold a map");
    }

    @Test
    public void a_file_that_is_too_large_is_refused_unread() throws IOException {
        Path file = folder.newFile("flink.yaml").toPath();
        Files.writeString(file, "#".repeat((1 << 20) + 1));

        assertThatThrownBy(() -> DefinitionReader.read(file, "r"))
                .isInstanceOf(UserException.class)
                .hasMessageContainingAll(
                        file.toString(), "larger than 1 MiB", "Nothing was built, stopped or changed.");
    }

    @Test
    public void of_a_file_of_100_megabytes_no_more_is_read_than_a_file_may_have() throws IOException {
        Path file = folder.newFile("flink.yaml").toPath();
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(100_000_000);
        }

        assertThatThrownBy(() -> DefinitionReader.read(file, "r")).hasMessageContaining("larger than 1 MiB");
    }

    @Test
    public void a_file_of_an_environment_is_laid_over_and_its_problems_name_it() throws IOException {
        Path file = folder.newFile("flink.yaml").toPath();
        Files.writeString(
                file,
                "clusters: {main: {flinkVersion: '1.20', image: {jars: [a.jar]}, jobs: {a: {state: stateless}}}}");
        Path over = folder.newFile("flink-prod.yaml").toPath();
        Files.writeString(over, "clusters: {main: {jobs: {a: {parallelism: 7}}}, mian: {}}");

        assertThatThrownBy(() -> DefinitionReader.read(file, "prod", "r"))
                .hasMessageContaining("flink-prod.yaml:1:49: clusters.mian");
        Files.writeString(over, "clusters: {main: {jobs: {a: {parallelism: 7}}}}");
        assertThat(DefinitionReader.read(file, "prod", "r")
                        .clusters()
                        .get(0)
                        .jobs()
                        .get(0)
                        .parallelism())
                .isEqualTo(7);
        assertThat(DefinitionReader.read(file, "test", "r")
                        .clusters()
                        .get(0)
                        .jobs()
                        .get(0)
                        .parallelism())
                .isEqualTo(1);
        assertThatThrownBy(() -> DefinitionReader.read(file, "../prod", "r"))
                .hasMessageContaining("is not the name of an environment");
    }

    @Test
    public void a_file_that_is_not_utf8_is_refused() throws IOException {
        Path file = folder.newFile("flink.yaml").toPath();
        Files.write(file, "service: bücher".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> DefinitionReader.read(file, "r"))
                .isInstanceOf(UserException.class)
                .hasMessageContainingAll(file.toString(), "not UTF-8");
    }

    @Test
    public void a_missing_file_and_a_directory_are_named() {
        Path missing = folder.getRoot().toPath().resolve("flink.yaml");

        assertThatThrownBy(() -> DefinitionReader.read(missing, "r"))
                .isInstanceOf(UserException.class)
                .hasMessageContainingAll(missing.toString(), "does not exist");
        assertThatThrownBy(() -> DefinitionReader.read(folder.getRoot().toPath(), "r"))
                .isInstanceOf(UserException.class)
                .hasMessageContainingAll(folder.getRoot().toString(), "cannot be read");
    }

    /** The one problem of a text. */
    private static String refusal(String text) {
        DefinitionException thrown = refused(text);
        assertThat(thrown.problems()).as(thrown.getMessage()).hasSize(1);
        return thrown.problems().get(0).toString();
    }

    private static DefinitionException refused(String text) {
        DefinitionException thrown = catchThrowableOfType(
                DefinitionException.class, () -> DefinitionReader.read(new NamedSource("flink.yaml", text), "r"));
        assertThat(thrown).as("refused").isNotNull();
        return thrown;
    }
}
