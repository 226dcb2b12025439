package io.jenkins.plugins.flinkdeploy.engine.checkup;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.engine.kube.Answers;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.Rule;
import org.junit.Test;

/** What is asked of Kubernetes and of Flink, and what becomes of answers that are missing. */
public class HealthReaderTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final ResourceId ID =
            new ResourceId(ResourceId.FLINK_API, "FlinkDeployment", "streaming", "orders-main");

    @Rule
    public final Answers answers = new Answers();

    @Test
    public void every_part_comes_from_its_own_question() {
        running();
        answers.flink(
                        "/jobs/j1/checkpoints",
                        """
                        {"latest":{"completed":{"id":5,"trigger_timestamp":1772366340000},
                           "failed":{"failure_message":"Expired"}},
                         "history":[{"id":4,"status":"COMPLETED"},{"id":8,"status":"IN_PROGRESS"},
                           {"id":7,"status":"FAILED"},{"id":6,"status":"FAILED"},{"id":5,"status":"COMPLETED"},
                           {"id":9,"status":"FAILED","is_savepoint":true}]}
                        """)
                .flink("/jobs/j1/checkpoints/config", "{\"interval\":30000}")
                .flink(
                        "/jobs/j1/exceptions",
                        """
                        {"exceptionHistory":{"entries":[
                          {"timestamp":1772366300000,"concurrentExceptions":[{"timestamp":1772366300000}]},
                          {"timestamp":1772266300000}]}}
                        """)
                .flink(
                        "/jobs/j1",
                        """
                        {"vertices":[{"id":"v1","name":"Source"},{"id":"v2","name":"Sink"}],
                         "plan":{"nodes":[{"id":"v2","inputs":[{"id":"v1"}]},{"id":"v1"}]}}
                        """)
                .flink("/jobs/j1/vertices/v1/backpressure", "{\"subtasks\":[{\"ratio\":0.2},{\"ratio\":0.75}]}")
                .flink("/jobs/j1/vertices/v2/backpressure", "{\"subtasks\":[{\"ratio\":0.0}]}")
                .flink(
                        "/jobs/j1/vertices/v1/subtasks/metrics",
                        """
                        [{"id":"numRecordsOut"},{"id":"Source__Orders.pendingRecords","sum":70.0,"max":50.0}]
                        """);

        HealthReport report = read();

        assertThat(HealthText.of(report))
                .isEqualTo(
                        """
                        orders-main in streaming: warning
                            ok       State:               Running
                            ok       JobManagers:         ready
                            ok       Task managers:       1 of 1 ready, 1 registered
                            ok       Pods:                none is in trouble
                            unknown  Savepoint age:       not measured: no savepoint is known
                          Orders
                            ok       Job:                 RUNNING
                            ok       Checkpoint age:      a failure would repeat 1 min 00 s
                            warning  Checkpoint failures: the last 2 failed: Expired (limit: 3)
                            ok       Restarts:            1 in the last hour
                            warning  Back pressure:       the slowest subtask waits 75 % of its time to hand on records (limit: 50 %)
                            ok       Consumer lag:        70 records behind
                        """);
    }

    @Test
    public void a_jobmanager_that_knows_no_metrics_is_no_reason_to_worry() {
        running();
        answers.flink("/jobs/j1", "{\"vertices\":[{\"id\":\"v1\"}]}")
                .flink("/jobs/j1/vertices/v1/backpressure", "{\"status\":\"deprecated\"}")
                .flink("/jobs/j1/vertices/v1/subtasks/metrics", "[]");

        HealthReport report = read();

        assertThat(report.state()).isEqualTo(HealthState.OK);
        assertThat(HealthText.of(report))
                .contains("Back pressure:       not measured: Flink has not measured it yet")
                .contains("Consumer lag:        not measured: no source tells it")
                .containsPattern("unknown  Checkpoint age: +not measured: .*404");
    }

    @Test
    public void an_absent_cluster_fails_and_one_that_cannot_be_read_is_unknown() {
        assertThat(read().state()).isEqualTo(HealthState.FAILING);
        assertThat(read().summary()).isEqualTo("Absent");

        answers.fails("/apis/flink.apache.org/v1beta1/namespaces/streaming/flinkdeployments/orders-main", 403, "no");

        assertThat(read().state()).isEqualTo(HealthState.UNKNOWN);
        assertThat(read().summary()).startsWith("cannot be read: ");
    }

    private HealthReport read() {
        return new HealthReader(answers.cluster(), Clock.fixed(NOW, ZoneOffset.UTC), HealthLimits.defaults())
                .read(ID, Optional.empty());
    }

    private void running() {
        answers.deployment(
                        """
                        {"apiVersion":"flink.apache.org/v1beta1","kind":"FlinkDeployment",
                         "metadata":{"name":"orders-main","namespace":"streaming","generation":2},
                         "spec":{"flinkVersion":"v1_20","job":{"jarURI":"local:///a.jar","parallelism":1}},
                         "status":{"observedGeneration":2,"lifecycleState":"STABLE",
                           "jobManagerDeploymentStatus":"READY","reconciliationStatus":{"state":"DEPLOYED"},
                           "jobStatus":{"state":"RUNNING","jobId":"j1"}}}
                        """)
                .pods(pod("jobmanager") + "," + pod("taskmanager"))
                .revisions("")
                .flink("/overview", "{\"taskmanagers\":1,\"slots-total\":1,\"slots-available\":0}")
                .flink("/config", "{}")
                .flink(
                        "/jobs/overview",
                        "{\"jobs\":[{\"jid\":\"j1\",\"name\":\"Orders\",\"state\":\"RUNNING\",\"start-time\":1772355600000}]}");
    }

    private static String pod(String component) {
        return """
                {"metadata":{"name":"orders-main-%1$s","labels":{"component":"%1$s"},
                   "creationTimestamp":"2026-03-01T09:00:00Z"},
                 "status":{"phase":"Running","conditions":[{"type":"Ready","status":"True"}],
                   "containerStatuses":[{"name":"flink-main-container","restartCount":0,"state":{"running":{}}}]}}
                """
                .formatted(component);
    }
}
