package io.jenkins.plugins.flinkdeploy.engine.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.util.Map;
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
