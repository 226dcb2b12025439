package io.jenkins.plugins.flinkdeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.Impact;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.ResourcePlan;
import java.util.Optional;
import org.junit.Test;

public class PlannerTest {
    @Test
    public void a_session_job_whose_image_is_yet_to_be_built_restarts_only_if_it_differs() {
        ResourcePlan plan = compare(sessionJob("1111", 1), sessionJob("2222", 2));

        assertThat(plan.changes()).singleElement().satisfies(change -> {
            assertThat(change.resourcePath()).isEqualTo("spec.restartNonce");
            assertThat(change.impact()).isEqualTo(Impact.AFTER_BUILD);
            assertThat(change.note()).contains("image");
        });
    }

    @Test
    public void the_same_commit_gives_a_session_job_the_same_image() {
        assertThat(compare(sessionJob("1111", 1), sessionJob("1111", 2)).action())
                .isEqualTo(ResourcePlan.Action.UNCHANGED);
    }

    @Test
    public void the_image_of_a_blue_green_deployment_is_found_in_its_template() {
        Manifest live = blueGreen("1111", "r/orders@sha256:11");

        assertThat(compare(live, blueGreen("1111", "r/orders:1111")).action()).isEqualTo(ResourcePlan.Action.UNCHANGED);
        assertThat(compare(live, blueGreen("2222", "r/orders:2222")).changes())
                .singleElement()
                .satisfies(change -> assertThat(change.impact()).isEqualTo(Impact.AFTER_BUILD));
    }

    private static ResourcePlan compare(Manifest live, Manifest after) {
        return Planner.compare(Optional.of(live), after, Optional.empty(), true);
    }

    private static Manifest sessionJob(String commit, long number) {
        return manifest(
                "FlinkSessionJob",
                commit,
                """
                {"deploymentName": "main", "restartNonce": %d, "job": {"entryClass": "A", "parallelism": 1}}
                """
                        .formatted(number));
    }

    private static Manifest blueGreen(String commit, String image) {
        return manifest(
                "FlinkBlueGreenDeployment", commit, "{\"template\": {\"spec\": {\"image\": \"%s\"}}}".formatted(image));
    }

    private static Manifest manifest(String kind, String commit, String spec) {
        return Manifest.of((ObjectNode) Json.read(
                """
                {"apiVersion": "flink.apache.org/v1beta1", "kind": "%s",
                 "metadata": {"name": "orders", "namespace": "streaming",
                   "annotations": {"flinkdeploy.jenkins.io/commit": "%s"}},
                 "spec": %s}
                """
                        .formatted(kind, commit, spec)));
    }
}
