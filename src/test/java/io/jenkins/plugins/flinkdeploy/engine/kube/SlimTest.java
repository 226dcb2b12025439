package io.jenkins.plugins.flinkdeploy.engine.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.cost.ClusterCost;
import io.jenkins.plugins.flinkdeploy.engine.cost.CostCalculator;
import io.jenkins.plugins.flinkdeploy.engine.health.PodReader;
import io.jenkins.plugins.flinkdeploy.engine.health.PodSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.ResourceSeen;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

/** What is left of watched objects is read as the whole objects are. */
public class SlimTest {
    private static final String RESOURCE =
            """
            {"apiVersion": "flink.apache.org/v1beta1", "kind": "FlinkDeployment",
             "metadata": {"name": "orders-main", "namespace": "streaming", "uid": "u", "generation": 4, "managedFields": [{}],
               "annotations": {"flinkdeploy.jenkins.io/deployment-id": "d-1"}},
             "spec": {"image": "img:1", "flinkConfiguration": {"a": "b"}, "podTemplate": {"spec": {}}, "job": {"state": "running"}},
             "status": {"lifecycleState": "STABLE", "jobStatus": {"state": "RUNNING", "jobId": "j"},
               "reconciliationStatus": {"state": "DEPLOYED", "lastStableSpec": "{}", "lastReconciledSpec":
                 "{\\"spec\\": {\\"image\\": \\"img:1\\"}, \\"resource_metadata\\": {\\"metadata\\": {\\"generation\\": 4}}}"}}}
            """;
    private static final String POD =
            """
            {"apiVersion": "v1", "kind": "Pod",
             "metadata": {"name": "orders-main-1", "namespace": "streaming", "creationTimestamp": "2026-03-01T12:00:00Z",
               "labels": {"app": "orders-main", "component": "jobmanager", "pod-template-hash": "6f5d"}, "ownerReferences": [{}]},
             "spec": {"nodeName": "n", "containers": [{"name": "flink-main-container", "env": [{"name": "A", "value": "B"}]}]},
             "status": {"phase": "Running", "podIP": "10.0.0.1",
               "conditions": [{"type": "Initialized", "status": "True"}, {"type": "Ready", "status": "True"},
                 {"type": "PodScheduled", "status": "False", "reason": "Unschedulable", "message": "no room"}],
               "containerStatuses": [{"name": "flink-main-container", "restartCount": 2, "imageID": "x",
                 "state": {"waiting": {"reason": "CrashLoopBackOff", "message": "back-off"}},
                 "lastState": {"terminated": {"reason": "Error", "exitCode": 1, "finishedAt": "2026-03-01T12:00:01Z"}}}]}}
            """;
    private static final String EVENT =
            """
            {"apiVersion": "v1", "kind": "Event", "type": "Warning", "reason": "BackOff", "message": "Back-off", "count": 3,
             "metadata": {"name": "e.1", "namespace": "streaming", "uid": "u"}, "source": {"component": "kubelet"},
             "involvedObject": {"apiVersion": "v1", "kind": "Pod", "name": "orders-main-1", "namespace": "streaming", "uid": "p"},
             "firstTimestamp": "2026-03-01T12:00:00Z", "lastTimestamp": "2026-03-01T12:00:01Z"}
            """;

    private final Slim slim = new Slim();

    @Test
    public void a_resource_is_read_as_before() {
        Manifest left = left(RESOURCE);
        assertThat(ResourceSeen.of(left)).isEqualTo(ResourceSeen.of(whole(RESOURCE)));
        assertThat(ResourceSeen.of(left).acceptedGeneration()).isEqualTo(4);
        assertThat(left.at("/spec").has("flinkConfiguration")).isFalse();
        assertThat(Json.write(left)).doesNotContain("img:1\\\"").doesNotContain("managedFields");
    }

    @Test
    public void what_a_cluster_costs_is_computed_as_before() {
        String whole = RESOURCE.replace(
                        "{\"a\": \"b\"}",
                        """
                        {"a": "b", "taskmanager.numberOfTaskSlots": "2", "kubernetes": {"jobmanager": {"cpu": 0.5}},
                         "taskmanager": {"memory": {"process": {"size": "3g"}}}}""")
                .replace(
                        "{\"spec\": {}}",
                        """
                        {"spec": {"nodeSelector": {"pool": "batch"}, "volumes": [{"name": "long"}], "containers": [
                         {"name": "side", "env": [{}], "resources": {"requests": {"cpu": "250m", "memory": "1Gi"}}}]}}""")
                .replace("\"state\": \"running\"", "\"state\": \"running\", \"parallelism\": 5");
        CostCalculator calculator = new CostCalculator(Optional.empty());
        ClusterCost cost = calculator.specified(left(whole), List.of());
        assertThat(cost).isEqualTo(calculator.specified(whole(whole), List.of()));
        assertThat(cost.requested().describe()).isEqualTo("4.5 cores, 14.563 GiB");
        assertThat(Json.write(left(whole))).doesNotContain("\"a\"", "volumes", "env");
    }

    @Test
    public void a_pod_is_read_as_before() {
        Manifest left = left(POD);
        PodSeen pod = PodReader.pod(left);
        assertThat(pod).isEqualTo(PodReader.pod(whole(POD)));
        assertThat(pod.unschedulable()).contains("no room");
        assertThat(left.label("app")).contains("orders-main");
        assertThat(Json.write(left).length()).isLessThan(POD.length() * 2 / 3);
    }

    @Test
    public void an_event_is_read_as_before() {
        assertThat(PodReader.event(left(EVENT))).isEqualTo(PodReader.event(whole(EVENT)));
    }

    @Test
    public void equal_texts_of_different_objects_are_one() {
        JsonNode first = left(POD).at("/metadata/labels/app");
        JsonNode second = left(POD.replace("orders-main-1", "orders-main-2")).at("/metadata/labels/app");
        assertThat(first).isSameAs(second);
    }

    private Manifest left(String text) {
        return Manifest.of(slim.slim((ObjectNode) Json.read(text)));
    }

    private static Manifest whole(String text) {
        return Manifest.of((ObjectNode) Json.read(text));
    }
}
