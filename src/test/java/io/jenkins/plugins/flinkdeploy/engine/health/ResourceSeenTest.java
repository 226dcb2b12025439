package io.jenkins.plugins.flinkdeploy.engine.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.Test;

public class ResourceSeenTest {
    @Test
    public void operators_that_write_the_observed_generation_are_believed() {
        assertThat(read("{\"status\": {\"observedGeneration\": 7}}").acceptedGeneration())
                .isEqualTo(7);
    }

    @Test
    public void operator_1_7_0_writes_the_generation_only_into_the_last_reconciled_specification() {
        ObjectNode tree = Json.object();
        tree.withObject("/status/reconciliationStatus")
                .put(
                        "lastReconciledSpec",
                        "{\"spec\":{},\"resource_metadata\":{\"apiVersion\":\"flink.apache.org/v1beta1\","
                                + "\"metadata\":{\"generation\":3},\"firstDeployment\":false}}");
        assertThat(ResourceSeen.of(Manifest.of(tree)).acceptedGeneration()).isEqualTo(3);
    }

    @Test
    public void a_last_reconciled_specification_that_cannot_be_read_means_that_nothing_was_accepted() {
        for (String text : new String[] {"{\"spec\":{\"job\"", "", "null", "[]", "{}"}) {
            ObjectNode tree = Json.object();
            tree.withObject("/status/reconciliationStatus").put("lastReconciledSpec", text);
            assertThat(ResourceSeen.of(Manifest.of(tree)).acceptedGeneration())
                    .as(text)
                    .isZero();
        }
    }

    @Test
    public void a_resource_without_status_has_no_job() {
        ResourceSeen seen = read("{\"metadata\": {\"generation\": 1}}");
        assertThat(seen.generation()).isEqualTo(1);
        assertThat(seen.acceptedGeneration()).isZero();
        assertThat(seen.job()).isEqualTo(JobSeen.NONE);
        assertThat(seen.error()).isEmpty();
    }

    @Test
    public void a_savepoint_carries_the_nonce_that_caused_it() {
        ResourceSeen seen = read(
                """
                {"status": {"jobStatus": {"savepointInfo": {"lastSavepoint": {"location": "file:/sp/1",
                 "triggerNonce": 7, "triggerType": "MANUAL", "timeStamp": 1772366400000}}}}}""");
        assertThat(seen.lastSavepoint())
                .contains(new SavepointSeen(
                        "file:/sp/1",
                        Optional.of("MANUAL"),
                        OptionalLong.of(7),
                        Optional.of(Instant.ofEpochMilli(1772366400000L))));
    }

    @Test
    public void a_savepoint_path_without_anything_else_is_the_operator_s_own() {
        assertThat(read("{\"status\": {\"jobStatus\": {\"upgradeSavepointPath\": \"file:/sp/2\"}}}")
                        .lastSavepoint()
                        .orElseThrow()
                        .triggerType())
                .contains("UPGRADE");
    }

    @Test
    public void errors_are_read_from_json_plain_text_and_json_that_was_cut_off() {
        assertThat(OperatorError.parse("{\"type\":\"a.b.ValidationException\",\"message\":\"no\"}"))
                .isEqualTo(new OperatorError("a.b.ValidationException", "no"));
        assertThat(OperatorError.parse("boom")).isEqualTo(new OperatorError("", "boom"));
        assertThat(OperatorError.parse("{\"type\":\"a.b.C\",\"mess").message()).contains("a.b.C");
    }

    @Test
    public void the_innermost_messages_of_an_error_are_kept() {
        OperatorError error = OperatorError.parse(
                """
                {"type": "org.apache.flink.kubernetes.operator.exception.ReconciliationException",
                 "message": "Could not deploy", "throwableList": [
                   {"type": "io.fabric8.kubernetes.client.KubernetesClientException", "message": "quota exceeded"}]}""");
        assertThat(error.message()).isEqualTo("Could not deploy: quota exceeded");
    }

    private static ResourceSeen read(String json) {
        return ResourceSeen.of(Manifest.of((ObjectNode) Json.read(json)));
    }
}
