package io.jenkins.plugins.flinkdeploy.engine.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

/** Statuses are written by hand after the operator's FlinkBlueGreenDeploymentStatus of release 1.15. */
public class BlueGreenReaderTest {
    private static final String NOTED =
            "{\"spec\":{\"template\":{\"metadata\":null,\"spec\":{\"image\":\"orders:1\",\"job\":{\"parallelism\":2,"
                    + "\"state\":\"running\",\"upgradeMode\":\"savepoint\"},\"jobManager\":{\"replicas\":1,\"resource\":"
                    + "{\"cpu\":1.0,\"memory\":\"1g\"}}}}}}";

    @Test
    public void the_active_colour_identifies_the_execution() {
        ResourceSeen seen = read("ACTIVE_BLUE", "RUNNING", "orders:1");
        assertThat(seen.role()).isEqualTo(Role.BLUE_GREEN);
        assertThat(seen.job().id()).contains("blue");
        assertThat(seen.jobManagerName()).isEqualTo("orders-blue");
        assertThat(seen.lifecycle()).contains("STABLE");
    }

    @Test
    public void a_transition_shows_the_colour_that_comes_and_a_savepoint_the_one_that_is_there() {
        assertThat(read("TRANSITIONING_TO_GREEN", "RECONCILING", "orders:1")
                        .job()
                        .id())
                .contains("green");
        assertThat(read("SAVEPOINTING_BLUE", "RUNNING", "orders:1").job().id()).contains("blue");
        assertThat(read("TRANSITIONING_TO_GREEN", "RECONCILING", "orders:1").lifecycle())
                .contains("TRANSITIONING_TO_GREEN");
    }

    @Test
    public void the_specification_that_the_operator_noted_tells_which_generation_it_took_up() {
        assertThat(read("ACTIVE_BLUE", "RUNNING", "orders:1").acceptedGeneration())
                .isEqualTo(4);
        assertThat(read("ACTIVE_BLUE", "RUNNING", "orders:2").acceptedGeneration())
                .isZero();
    }

    @Test
    public void the_status_of_the_colour_that_matters_is_read_from_its_own_resource() {
        Manifest green = manifest(
                """
                {"kind": "FlinkDeployment", "metadata": {"name": "orders-green", "generation": 2}, "spec": {"job": {}},
                 "status": {"observedGeneration": 2, "lifecycleState": "DEPLOYED", "jobManagerDeploymentStatus": "ERROR",
                  "jobStatus": {"state": "RECONCILING"}, "error": "boom"}}""");
        ResourceSeen seen = BlueGreenReader.read(
                resource("TRANSITIONING_TO_GREEN", "RECONCILING", "orders:1"), Map.of("orders-green", green));
        assertThat(seen.jobManager()).contains("ERROR");
        assertThat(seen.error().orElseThrow().message()).isEqualTo("boom");
    }

    @Test
    public void what_a_colour_was_before_it_is_taken_up_again_does_not_count() {
        Manifest green = manifest(
                """
                {"kind": "FlinkDeployment", "metadata": {"name": "orders-green", "generation": 3}, "spec": {"job": {}},
                 "status": {"observedGeneration": 2, "lifecycleState": "FAILED", "jobStatus": {"state": "FAILED"}}}""");
        ResourceSeen seen = BlueGreenReader.read(
                resource("TRANSITIONING_TO_GREEN", "RECONCILING", "orders:1"), Map.of("orders-green", green));
        assertThat(seen.job().is("FAILED")).isFalse();
    }

    @Test
    public void what_both_colours_do_is_one_story() {
        Manifest blue = child("blue", "RUNNING", "");
        Manifest comes = child("green", "RECONCILING", "no such class");
        Manifest runs = child("green", "RUNNING", "");
        assertThat(colours("SAVEPOINTING_BLUE", blue))
                .isEqualTo(new Colours(
                        Optional.of("blue"),
                        Optional.of("blue-job"),
                        "a savepoint of blue is taken, which serves on",
                        Optional.empty()));
        assertThat(colours("TRANSITIONING_TO_GREEN", blue, comes))
                .isEqualTo(new Colours(
                        Optional.of("blue"),
                        Optional.of("green-job"),
                        "green comes up, blue serves on",
                        Optional.of("no such class")));
        assertThat(colours("TRANSITIONING_TO_GREEN", blue, runs).story())
                .isEqualTo("green runs, blue serves until the operator removes it");
        assertThat(colours("TRANSITIONING_TO_GREEN", runs).serving()).contains("green");
        assertThat(colours("TRANSITIONING_TO_GREEN", child("blue", "FAILED", ""), comes)
                        .serving())
                .isEmpty();
        assertThat(colours("ACTIVE_GREEN", runs).story()).isEqualTo("green is active");
    }

    @Test
    public void after_a_change_that_was_given_up_the_colour_before_serves_and_the_other_tells_why() {
        Manifest given = child("green", "FINISHED", "no such class");
        Colours colours = BlueGreenReader.read(
                        resource("ACTIVE_BLUE", "FAILING", "orders:1"),
                        Map.of("orders-blue", child("blue", "RUNNING", ""), "orders-green", given))
                .colours()
                .orElseThrow();
        assertThat(colours.serving()).contains("blue");
        assertThat(colours.trouble()).contains("no such class");
        assertThat(read("ACTIVE_BLUE", "FAILING", "orders:1").serves())
                .as("while the FlinkDeployments are not known")
                .isTrue();
        assertThat(read("INITIALIZING_BLUE", "FAILING", "orders:1").serves()).isFalse();
    }

    private static Colours colours(String state, Manifest... children) {
        return BlueGreenReader.read(
                        resource(state, "RECONCILING", "orders:1"),
                        Stream.of(children).collect(Collectors.toMap(Manifest::name, child -> child)))
                .colours()
                .orElseThrow();
    }

    private static Manifest child(String colour, String job, String error) {
        return manifest(
                """
                {"kind": "FlinkDeployment", "metadata": {"name": "orders-%1$s", "generation": 1}, "spec": {"job": {}},
                 "status": {"observedGeneration": 1, "jobStatus": {"state": "%2$s", "jobId": "%1$s-job"}, "error": "%3$s"}}"""
                        .formatted(colour, job, error));
    }

    @Test
    public void a_first_deployment_and_a_suspended_one_have_no_execution() {
        assertThat(ResourceSeen.of(manifest("{\"kind\": \"FlinkBlueGreenDeployment\"}"))
                        .job())
                .isEqualTo(JobSeen.NONE);
        assertThat(read("ACTIVE_BLUE", "SUSPENDED", "orders:1").job().id()).isEmpty();
    }

    private static ResourceSeen read(String state, String job, String image) {
        return ResourceSeen.of(resource(state, job, image));
    }

    private static Manifest resource(String state, String job, String image) {
        ObjectNode tree = (ObjectNode) Json.read(
                """
                {"kind": "FlinkBlueGreenDeployment", "metadata": {"name": "orders", "generation": 4},
                 "spec": {"template": {"spec": {"image": "%s", "jobManager": {"resource": {"cpu": 1, "memory": "1g"}},
                  "job": {"parallelism": 2, "upgradeMode": "savepoint"}, "unknownToTheOperator": true}}},
                 "status": {"blueGreenState": "%s", "jobStatus": {"state": "%s"}}}"""
                        .formatted(image, state, job));
        tree.withObject("/status").put("lastReconciledSpec", NOTED);
        return Manifest.of(tree);
    }

    private static Manifest manifest(String json) {
        return Manifest.of((ObjectNode) Json.read(json));
    }
}
