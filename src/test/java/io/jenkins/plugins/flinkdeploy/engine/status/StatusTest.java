package io.jenkins.plugins.flinkdeploy.engine.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.kube.Answers;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.Rule;
import org.junit.Test;

/** What a person reads of a cluster in each of its states. */
public class StatusTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final ResourceId ID =
            new ResourceId("flink.apache.org/v1beta1", "FlinkDeployment", "streaming", "orders-main");
    private static final String JOB = "9b7c52e01af34c6d8e90a1b2c3d4e5f6";

    @Rule
    public final Answers answers = new Answers();

    @Test
    public void a_healthy_cluster_fits_on_a_screen() {
        healthy();

        assertThat(text(StatusDetail.BRIEF))
                .isEqualTo(
                        """
                        orders-main in streaming (owner: logistics)
                            Version:     71c0de5a
                            Config hash: 0d41b7aa
                            Flink:       1.20.1
                            Dashboard:   http://flink.example.org/orders-main/
                            State:       Running
                            Pods:        2 running, 0 evicted, 0 other, 2 total
                            Jobs:        1 running, 0 finished, 0 failed, 0 cancelled, 1 total
                            Slots:       1 task manager, 1/2 slots free
                              Job     State    Started
                              Orders  Running  2026-03-01 09:00:00 (3 hours ago)
                            Savepoint:   s3://state/savepoint-1, 2026-02-28 12:00:00 (1 day ago)
                            Deployed:    2026-03-01 09:00:30 (2 hours ago), 71c0de5a, by ada, took 42.0 s
                        """);
    }

    @Test
    public void verbose_lists_pods_and_the_commands_for_their_logs() {
        healthy();

        assertThat(text(StatusDetail.VERBOSE))
                .contains("Flink:       1.20.1, revision 4f2c")
                .contains(
                        """
                              Pod                    Node    Phase    Ready  Restarts  Age
                              orders-main-7d9-k4     node-a  Running  yes    0         3h0m0s
                              orders-main-taskmgr-1  node-b  Running  yes    1         2h59m30s
                        """)
                .contains("Links:       Runbook: https://wiki.example.org/orders\n")
                .doesNotContain("javascript")
                .contains("Logs:        flink-deploy logs orders-main -n streaming --component jobmanager --since 1h")
                .contains("--component taskmanager --since 1h");
    }

    @Test
    public void full_tells_each_job_with_its_address_checkpoints_restart_and_failure() {
        healthy();

        assertThat(text(StatusDetail.FULL))
                .contains(
                        """
                              Job     State    Job id                            Started
                              Orders  Running  %1$s  2026-03-01 09:00:00 (3 hours ago)
                                http://flink.example.org/orders-main/#/job/%1$s
                                Checkpoints: 212 completed, 1 failed, 0 in progress, 1 restored; last 10 seconds ago, 5.0 MB
                                Last failed checkpoint: Checkpoint expired before completing.
                                Last restart: 2026-03-01 10:00:00 (2 hours ago)
                                Last exception: java.net.ConnectException: Connection refused
                        """
                                .formatted(JOB));
    }

    @Test
    public void a_crash_looping_jobmanager_is_told_and_does_not_break_the_rest() {
        answers.deployment(deployment("UPGRADING", "DEPLOYED", "DEPLOYED_NOT_READY", "RECONCILING", ""))
                .revisions("")
                .pods(
                        """
                        {"metadata":{"name":"orders-main-7d9-k4","labels":{"component":"jobmanager"},
                          "creationTimestamp":"2026-03-01T11:50:00Z"},
                         "spec":{"nodeName":"node-a"},
                         "status":{"phase":"Running","conditions":[{"type":"Ready","status":"False"}],
                          "containerStatuses":[{"name":"flink-main-container","restartCount":4,
                            "state":{"waiting":{"reason":"CrashLoopBackOff","message":"back-off 1m20s"}},
                            "lastState":{"terminated":{"reason":"Error","exitCode":1}}}]}}
                        """);

        assertThat(text(StatusDetail.BRIEF))
                .contains("Version:     71c0de5a (desired)")
                .contains("State:       Crash-looping: JobManager ended 4 times, last: Error, exit code 1")
                .contains("Waiting: CrashLoopBackOff: back-off 1m20s")
                .containsPattern("Jobs: +unknown \\(JobManager does not answer: ")
                .contains("Flink:       v1_20 (as specified)");
        assertThat(read(StatusDetail.BRIEF).state().fine()).isFalse();
    }

    @Test
    public void a_cluster_on_its_way_names_the_version_that_is_wanted() {
        answers.deployment(deployment("UPGRADING", "UPGRADING", "DEPLOYING", "RECONCILING", ""))
                .revisions("")
                .pods("");

        assertThat(text(StatusDetail.BRIEF)).contains("State:       Deploying").contains("71c0de5a (desired)");
    }

    @Test
    public void a_stopped_cluster_says_that_it_was_asked_to_stop() {
        answers.deployment(deployment("SUSPENDED", "DEPLOYED", "MISSING", "FINISHED", ", \"state\": \"suspended\""))
                .revisions("")
                .pods("");

        assertThat(text(StatusDetail.BRIEF))
                .contains("State:       Stopped\n")
                .contains("Jobs:        none: the cluster does not run");
    }

    @Test
    public void a_cluster_that_still_stops_says_what_is_desired() {
        answers.deployment(deployment("UPGRADING", "UPGRADING", "READY", "RUNNING", ", \"state\": \"suspended\""))
                .revisions("")
                .pods(pod("orders-main-7d9-k4", "jobmanager", "node-a", "2026-03-01T09:00:00Z", 0));

        assertThat(text(StatusDetail.BRIEF)).contains("State:       Stopping (desired: stopped)");
    }

    @Test
    public void an_absent_cluster_is_told_in_two_lines() {
        assertThat(text(StatusDetail.FULL))
                .isEqualTo(
                        """
                        orders-main in streaming
                            State:       Absent
                            There is no FlinkDeployment streaming/orders-main: it was never deployed, or it was removed.
                        """);
    }

    @Test
    public void what_cannot_be_read_is_a_line_of_its_own() {
        healthy();
        answers.fails("/apis/apps/v1/namespaces/streaming/controllerrevisions", 403, "controllerrevisions is forbidden")
                .fails("/api/v1/namespaces/streaming/pods", 403, "pods is forbidden");

        assertThat(text(StatusDetail.BRIEF))
                .contains("State:       Running")
                .contains("Not known:   pods (")
                .contains("pods is forbidden")
                .contains("Not known:   deployments (");
    }

    @Test
    public void jobs_without_name_or_start_are_left_out_and_the_newest_of_a_name_is_shown() {
        healthy();
        answers.flink(
                "/jobs/overview",
                """
                {"jobs":[
                  {"jid":"1","name":"Orders","state":"FAILED","start-time":1772355600000},
                  {"jid":"%s","name":"Orders","state":"RUNNING","start-time":1772355700000},
                  {"jid":"3","state":"RUNNING","start-time":1772355600000},
                  {"jid":"4","name":"Odd","state":"RUNNING"}]}
                """
                        .formatted(JOB));

        assertThat(read(StatusDetail.BRIEF).jobs()).singleElement().satisfies(job -> assertThat(job.id())
                .hasValue(JOB));
    }

    @Test
    public void a_session_cluster_lists_declared_jobs_whether_or_not_flink_runs_them() {
        healthy();
        answers.deployment(
                        """
                        {"apiVersion":"flink.apache.org/v1beta1","kind":"FlinkDeployment",
                         "metadata":{"name":"orders-main","namespace":"streaming","generation":2},
                         "spec":{"flinkVersion":"v1_20"},
                         "status":{"observedGeneration":2,"lifecycleState":"STABLE",
                           "jobManagerDeploymentStatus":"READY","reconciliationStatus":{"state":"DEPLOYED"}}}
                        """)
                .sessionJobs(sessionJob("orders", "orders-main", "RUNNING", JOB) + ","
                        + sessionJob("refunds", "orders-main", "RECONCILING", "") + ","
                        + sessionJob("elsewhere", "other-cluster", "RUNNING", "5"));

        ClusterStatus status = read(StatusDetail.BRIEF);

        assertThat(status.session()).isTrue();
        assertThat(status.jobs()).extracting(JobStatus::name).containsExactly("Orders", "refunds");
        assertThat(status.jobs()).extracting(job -> job.resource().orElse("")).containsExactly("orders", "refunds");
        assertThat(new StatusText(StatusDetail.BRIEF, ZoneOffset.UTC, false).write(status))
                .contains("Jobs:        1 running, 0 finished, 0 failed, 0 cancelled, 1 other, 2 total");
    }

    @Test
    public void the_brief_form_shows_the_three_jobs_that_matter_most() {
        healthy();
        StringBuilder jobs = new StringBuilder();
        for (String name : "a b c d".split(" ")) {
            jobs.append("{\"jid\":\"%1$s\",\"name\":\"%1$s\",\"state\":\"RUNNING\",\"start-time\":1772355600000},"
                    .formatted(name));
        }
        answers.flink(
                "/jobs/overview",
                "{\"jobs\":[" + jobs
                        + "{\"jid\":\"z\",\"name\":\"z\",\"state\":\"FAILED\",\"start-time\":1772355600000}]}");

        assertThat(text(StatusDetail.BRIEF))
                .contains("Only 3 of 5 jobs are shown; -v shows all.")
                .containsPattern("z +Failed")
                .doesNotContainPattern("\n +c +Running");
        assertThat(text(StatusDetail.VERBOSE)).containsPattern("\n +c +Running");
    }

    @Test
    public void the_json_form_has_the_state_and_every_part() {
        healthy();

        JsonNode json = Json.read(Json.write(read(StatusDetail.FULL)));

        assertThat(json.path("state").asText()).isEqualTo("RUNNING");
        assertThat(json.at("/version/running").asText()).startsWith("71c0de5a");
        assertThat(json.at("/jobs/0/checkpoints/completed").asInt()).isEqualTo(212);
        assertThat(json.at("/pods/1/host").asText()).isEqualTo("node-b");
        assertThat(Json.read(json.toString(), ClusterStatus.class).jobs()).hasSize(1);
    }

    private ClusterStatus read(StatusDetail detail) {
        return new StatusReader(answers.cluster(), Clock.fixed(NOW, ZoneOffset.UTC)).read(ID, detail);
    }

    private String text(StatusDetail detail) {
        return new StatusText(detail, ZoneOffset.UTC, false).write(read(detail));
    }

    private void healthy() {
        answers.deployment(deployment("STABLE", "DEPLOYED", "READY", "RUNNING", ""))
                .pods(pod("orders-main-7d9-k4", "jobmanager", "node-a", "2026-03-01T09:00:00Z", 0) + ","
                        + pod("orders-main-taskmgr-1", "taskmanager", "node-b", "2026-03-01T09:00:30Z", 1))
                .revisions(
                        """
                        {"apiVersion":"apps/v1","kind":"ControllerRevision","metadata":{"name":"orders-main-d1"},"revision":1,
                         "data":{"deploymentId":"d1","number":1,"configHash":"0d41b7aa","contentHash":"1",
                           "manifest":{"apiVersion":"flink.apache.org/v1beta1","kind":"FlinkDeployment",
                             "metadata":{"name":"orders-main","namespace":"streaming"}},
                           "commit":"71c0de5a99887766554433221100ffeeddccbbaa","deployedBy":"ada",
                           "deployedAt":"2026-03-01T09:00:30Z","took":"PT42S"}}
                        """)
                .flink(
                        "/overview",
                        "{\"taskmanagers\":1,\"slots-total\":2,\"slots-available\":1,\"flink-version\":\"1.20.1\"}")
                .flink("/config", "{\"flink-version\":\"1.20.1\",\"flink-revision\":\"4f2c\"}")
                .flink(
                        "/jobs/overview",
                        "{\"jobs\":[{\"jid\":\"%s\",\"name\":\"Orders\",\"state\":\"RUNNING\",\"start-time\":1772355600000}]}"
                                .formatted(JOB))
                .flink("/jobs/" + JOB, "{\"timestamps\":{\"RESTARTING\":1772359200000,\"FAILED\":0}}")
                .flink(
                        "/jobs/" + JOB + "/exceptions",
                        """
                        {"exceptionHistory":{"entries":[{"timestamp":1772359200000,
                          "stacktrace":"java.net.ConnectException: Connection refused\\n\\tat java.base/x"}]}}
                        """)
                .flink(
                        "/jobs/" + JOB + "/checkpoints",
                        """
                        {"counts":{"completed":212,"failed":1,"in_progress":0,"restored":1},
                         "latest":{"completed":{"id":212,"trigger_timestamp":1772366390000,"state_size":5000000},
                           "failed":{"failure_message":"Checkpoint expired before completing."}}}
                        """);
    }

    private static String deployment(
            String lifecycle, String reconciliation, String jobManager, String job, String moreOfJob) {
        return """
                {"apiVersion":"flink.apache.org/v1beta1","kind":"FlinkDeployment",
                 "metadata":{"name":"orders-main","namespace":"streaming","generation":2,"uid":"u",
                   "labels":{"flinkdeploy.jenkins.io/owner":"logistics"},
                   "annotations":{"flinkdeploy.jenkins.io/commit":"71c0de5a99887766554433221100ffeeddccbbaa",
                     "flinkdeploy.jenkins.io/config-hash":"0d41b7aa",
                     "flinkdeploy.jenkins.io/links":"{\\"Runbook\\":\\"https://wiki.example.org/orders\\",\\"Bad\\":\\"javascript:x\\"}"}},
                 "spec":{"flinkVersion":"v1_20","image":"registry.example.org/orders@sha256:1",
                   "flinkConfiguration":{"taskmanager.numberOfTaskSlots":"2"},
                   "ingress":{"template":"flink.example.org/{{name}}(/|$)(.*)"},
                   "job":{"jarURI":"local:///opt/flink/usrlib/orders.jar","parallelism":1%s}},
                 "status":{"observedGeneration":2,"lifecycleState":"%s","jobManagerDeploymentStatus":"%s",
                   "reconciliationStatus":{"state":"%s"},
                   "jobStatus":{"state":"%s","jobId":"%s","jobName":"Orders","startTime":"1772355600000",
                     "savepointInfo":{"lastSavepoint":{"location":"s3://state/savepoint-1","timeStamp":1772280000000,
                       "triggerType":"MANUAL","triggerNonce":7}}}}}
                """
                .formatted(moreOfJob, lifecycle, jobManager, reconciliation, job, JOB);
    }

    private static String sessionJob(String name, String cluster, String state, String id) {
        return """
                {"apiVersion":"flink.apache.org/v1beta1","kind":"FlinkSessionJob",
                 "metadata":{"name":"%s","namespace":"streaming","generation":1},
                 "spec":{"deploymentName":"%s","job":{"parallelism":1}},
                 "status":{"observedGeneration":1,"jobStatus":{"state":"%s","jobId":"%s"}}}
                """
                .formatted(name, cluster, state, id);
    }

    private static String pod(String name, String component, String node, String created, int restarts) {
        return """
                {"metadata":{"name":"%s","labels":{"component":"%s"},"creationTimestamp":"%s"},
                 "spec":{"nodeName":"%s"},
                 "status":{"phase":"Running","conditions":[{"type":"Ready","status":"True"}],
                   "containerStatuses":[{"name":"flink-main-container","restartCount":%d,"state":{"running":{}}}]}}
                """
                .formatted(name, component, created, node, restarts);
    }
}
