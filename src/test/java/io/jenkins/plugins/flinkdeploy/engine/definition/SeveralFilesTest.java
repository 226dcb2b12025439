package io.jenkins.plugins.flinkdeploy.engine.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.List;
import org.junit.Test;

/** Files that are deployed together: what is checked over their borders, and where it is told. */
public class SeveralFilesTest {
    private static final String FILE =
            """
            service: %1$s
            clusters:
              %2$s:
                flinkVersion: "1.19"
                image: {reference: "registry.example.org/%1$s:1"}
                jobs:
                  %3$s:
                    jar: a.jar
                    state: stateless
                    after: [%4$s]
            """;

    @Test
    public void a_job_may_come_after_a_job_of_a_cluster_of_another_file() {
        List<Definition> read = DefinitionReader.readTogether(List.of(
                file("totals.yaml", "totals", "main", "sum", "ingest/reader"),
                file("ingest.yaml", "sources", "ingest", "reader", "")));

        assertThat(read.get(0).clusters().get(0).after()).containsExactly("sources.ingest");
        assertThat(read.get(1).clusters().get(0).after()).isEmpty();
    }

    @Test
    public void a_cluster_or_job_that_none_of_the_files_has_is_told_with_its_place_and_the_nearest_name() {
        assertThat(problems(
                        file("totals.yaml", "totals", "main", "sum", "ingets/reader"),
                        file("ingest.yaml", "sources", "ingest", "reader", "")))
                .singleElement()
                .asString()
                .startsWith("totals.yaml:10:17: clusters.main.jobs.sum.after: No cluster of these files")
                .contains("Did you mean 'ingest'?");
        assertThat(problems(
                        file("totals.yaml", "totals", "main", "sum", "ingest/raeder"),
                        file("ingest.yaml", "sources", "ingest", "reader", "")))
                .singleElement()
                .asString()
                .contains("No job of the cluster 'sources.ingest'", "Did you mean 'reader'?");
    }

    @Test
    public void a_name_that_two_other_files_have_needs_its_service() {
        LayeredFile one = file("one.yaml", "one", "ingest", "reader", "");
        LayeredFile two = file("two.yaml", "two", "ingest", "reader", "");

        assertThat(problems(file("totals.yaml", "totals", "main", "sum", "ingest/reader"), one, two))
                .singleElement()
                .asString()
                .contains("Several of the other files", "one.ingest/reader");
        assertThat(DefinitionReader.readTogether(
                                List.of(file("totals.yaml", "totals", "main", "sum", "two.ingest/reader"), one, two))
                        .get(0)
                        .clusters()
                        .get(0)
                        .after())
                .containsExactly("two.ingest");
    }

    @Test
    public void clusters_of_two_files_that_wait_for_each_other_are_an_error() {
        assertThat(problems(
                        file("totals.yaml", "totals", "main", "sum", "ingest/reader"),
                        file("ingest.yaml", "sources", "ingest", "reader", "totals.main/sum")))
                .singleElement()
                .asString()
                .matches("(totals.yaml:3:3: clusters.main|ingest.yaml:3:3: clusters.ingest): .*wait for each other.*");
    }

    @Test
    public void two_files_that_describe_the_same_resource_are_an_error() {
        assertThat(problems(
                        file("one.yaml", "orders", "main", "sum", ""), file("two.yaml", "orders", "main", "sum", "")))
                .singleElement()
                .asString()
                .contains("two.yaml:3:3", "one.yaml describes the resource orders-main, too");
    }

    @Test
    public void what_is_wrong_in_any_of_them_is_told_at_once() {
        assertThat(problems(
                        file("one.yaml", "one", "main", "sum", "nobody"),
                        new LayeredFile(List.of(new NamedSource("two.yaml", "clusters: [")), "two"),
                        file("three.yaml", "three", "main", "sum", "nowhere/sum")))
                .extracting(Problem::file)
                .containsExactly("one.yaml", "two.yaml", "three.yaml");
    }

    @Test
    public void a_file_that_was_checked_with_others_is_read_again_without_them() {
        LayeredFile alone = file("totals.yaml", "totals", "main", "sum", "ingest/reader");

        assertThat(problems(alone)).singleElement().asString().contains("No cluster of this file");
        assertThat(DefinitionReader.readAlone(alone).clusters()).hasSize(1);
    }

    private static List<Problem> problems(LayeredFile... files) {
        DefinitionException thrown = catchThrowableOfType(
                DefinitionException.class, () -> DefinitionReader.readTogether(Arrays.asList(files)));
        return thrown.problems();
    }

    private static LayeredFile file(String name, String service, String cluster, String job, String after) {
        return new LayeredFile(List.of(new NamedSource(name, FILE.formatted(service, cluster, job, after))), "unnamed");
    }
}
