package io.jenkins.plugins.flinkdeploy.engine.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class ClusterFileTest {
    private static final String TWO_CLUSTERS =
            """
            defaults:
              flinkVersion: "1.20"
              image: {jars: [a.jar]}
              state: {savepoints: "s3://b/s", checkpoints: "s3://b/c"}
              taskManager: {memory: 4g, slots: 2}
              env: {STAGE: prod, REGION: eu}
            clusters:
              one: {jobs: {a: {}}, taskManager: {memory: 8g}, env: {REGION: null}}
              two: {jobs: {b: {state: stateless}}, state: null}
            """;

    @Test
    public void defaults_lie_under_every_cluster_and_null_removes_them() {
        Definition definition = read(TWO_CLUSTERS);

        assertThat(definition.clusters())
                .extracting(ClusterDefinition::resourceName)
                .containsExactly("repository-one", "repository-two");
        FlinkSettings one = definition.clusters().get(0).flink().orElseThrow();
        assertThat(one.processes().taskManager().memory()).hasToString("8g");
        assertThat(one.processes().slots()).isEqualTo(2);
        assertThat(one.pods().env()).containsOnlyKeys("STAGE");
        assertThat(one.state().checkpointInterval()).contains(Duration.ofMinutes(1));
        FlinkSettings two = definition.clusters().get(1).flink().orElseThrow();
        assertThat(two.state().savepoints()).isEmpty();
        assertThat(two.state().checkpointInterval()).isEmpty();
        assertThat(definition.clusters())
                .extracting(cluster -> cluster.deploy().minCheckpoints())
                .containsExactly(1, 0);
    }

    @Test
    public void a_resource_that_was_there_before_the_file_keeps_its_name() {
        Definition definition = read(TWO_CLUSTERS.replace("one: {", "one: {resourceName: old, "));

        assertThat(definition.clusters())
                .extracting(ClusterDefinition::resourceName)
                .containsExactly("old", "repository-two");
        assertThat(catchThrowableOfType(
                                DefinitionException.class,
                                () -> read(TWO_CLUSTERS.replace("one: {", "one: {resourceName: Not_One, ")))
                        .problems())
                .extracting(Problem::path)
                .containsExactly("clusters.one.resourceName");
    }

    @Test
    public void all_problems_are_reported_at_once_and_one_in_the_defaults_only_once() {
        String text = TWO_CLUSTERS
                .replace("memory: 4g", "memory: 4")
                .replace("env: {STAGE", "evn: {STAGE")
                .replace("stateless", "none");

        DefinitionException thrown = catchThrowableOfType(DefinitionException.class, () -> read(text));

        assertThat(thrown.problems())
                .extracting(Problem::path)
                .containsExactly("defaults.taskManager.memory", "defaults.evn", "clusters.two.jobs.b.state");
        assertThat(thrown)
                .hasMessageStartingWith("flink.yaml cannot be used: 3 problems.\n  flink.yaml:5:25: defaults.")
                .hasMessageEndingWith("\nNothing was built, stopped or changed.");
    }

    @Test
    public void clusters_that_would_share_a_resource_are_refused() {
        DefinitionException thrown =
                catchThrowableOfType(DefinitionException.class, () -> read(TWO_CLUSTERS.replace("two:", "ONE:")));

        assertThat(thrown).hasMessageContaining("'one' and 'ONE' would both be the resource repository-one");
    }

    @Test
    public void a_name_that_is_too_long_is_shortened_with_a_warning() {
        Definition definition = DefinitionReader.read(new NamedSource("flink.yaml", TWO_CLUSTERS), "s".repeat(50));

        assertThat(definition.clusters().get(0).resourceName()).hasSize(45);
        assertThat(definition.warnings()).hasSize(2).first().asString().contains("is longer than 45 characters");
    }

    @Test
    public void a_base_image_of_another_flink_line_is_a_warning() {
        assertThat(read(TWO_CLUSTERS.replace("{jars:", "{base: 'flink:1.19-java17', jars:"))
                        .warnings())
                .singleElement()
                .asString()
                .contains("looks like Flink 1.19, but flinkVersion is 1.20");
    }

    @Test
    public void last_state_without_high_availability_is_refused() {
        String text = TWO_CLUSTERS
                .replace("a: {}", "a: {state: last-state}")
                .replace("one: {", "one: {flinkConf: {high-availability.type: NONE}, ");

        assertThat(catchThrowableOfType(DefinitionException.class, () -> read(text)))
                .hasMessageContaining("last-state needs high availability");
    }

    @Test
    public void deploy_settings_and_settings_survive_json() {
        ClusterDefinition cluster = read(TWO_CLUSTERS).clusters().get(0);
        DeploySettings settings = cluster.deploy()
                .withTimeout(Duration.ofMinutes(7))
                .withRollback(RollbackPolicy.MANUAL)
                .withSavepoint(SavepointPolicy.NONE)
                .withWhenSuspended(WhenSuspended.START);

        assertThat(Json.read(Json.write(settings), DeploySettings.class)).isEqualTo(settings);
        assertThat(Json.read(Json.write(cluster), ClusterDefinition.class)).isEqualTo(cluster);
    }

    @Test
    public void every_key_of_the_model_has_a_meaning() {
        assertThat(keys(ClusterFileModel.FILE))
                .hasSizeGreaterThan(100)
                .allSatisfy(key -> assertThat(key.meaning()).as(key.name()).endsWith("."));
    }

    private static List<Shape.Key> keys(Shape shape) {
        if (shape instanceof Shape.Named named) {
            return keys(named.of());
        }
        if (!(shape instanceof Shape.Section section)) {
            return List.of();
        }
        List<Shape.Key> keys = new ArrayList<>(section.keys());
        section.keys().forEach(key -> keys.addAll(keys(key.shape())));
        return keys;
    }

    private static Definition read(String text) {
        return DefinitionReader.read(new NamedSource("flink.yaml", text), "repository");
    }
}
