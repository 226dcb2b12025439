package io.jenkins.plugins.flinkdeploy.engine.savepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.After;
import org.junit.Test;

/** Savepoint runs against a real API server; the operator is played by the test. */
public class SavepointRunnerTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<SavepointRun> states = new CopyOnWriteArrayList<>();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private SnapshotServer server;

    @After
    public void stop() {
        workers.shutdownNow();
        timer.shutdownNow();
        if (server != null) {
            server.close();
        }
    }

    @Test
    public void all_jobs_of_a_session_cluster_are_asked_at_once_and_each_has_its_result() {
        server = SnapshotServer.withSnapshots();
        ResourceId cluster = server.sessionCluster("orders");
        server.sessionJob("orders", "enrich", "RUNNING");
        server.sessionJob("orders", "ingest", "RUNNING");
        server.sessionJob("orders", "old", "SUSPENDED");
        server.sessionJob("another", "foreign", "RUNNING");
        SavepointRunner runner = runner(request(cluster, LIMIT));
        runner.start();
        await().atMost(LIMIT).until(() -> server.snapshots().size() == 2);
        Manifest asked = server.snapshots().get(0);
        assertThat(asked.at("/spec/savepoint/disposeOnDelete").asBoolean(true)).isFalse();
        assertThat(asked.at("/spec/backoffLimit").asInt()).isEqualTo(2);
        assertThat(asked.label("flinkdeploy.jenkins.io/savepoint-of")).contains("enrich");

        complete("enrich", "file:/sp/enrich");
        complete("ingest", "file:/sp/ingest");

        SavepointReport report = SavepointReport.of(runner.end().join());
        assertThat(report.success()).as(lines.toString()).isTrue();
        assertThat(report.summary()).isEqualTo("2 savepoints taken");
        assertThat(report.jobs())
                .extracting(SavepointReport.JobResult::result)
                .containsExactly(JobSavepoint.Stage.TAKEN, JobSavepoint.Stage.TAKEN, JobSavepoint.Stage.IDLE);
        assertThat(new SavepointRecords(server.api()).of(SnapshotServer.id("FlinkSessionJob", "ingest")))
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.savepoint().path()).isEqualTo("file:/sp/ingest");
                    assertThat(record.savepoint().jobId()).contains("job-of-ingest");
                });
    }

    @Test
    public void one_job_that_fails_leaves_the_savepoints_of_the_others() {
        server = SnapshotServer.withSnapshots();
        ResourceId cluster = server.sessionCluster("orders");
        server.sessionJob("orders", "enrich", "RUNNING");
        server.sessionJob("orders", "ingest", "RUNNING");
        SavepointRunner runner = runner(request(cluster, LIMIT));
        runner.start();
        await().atMost(LIMIT).until(() -> server.snapshots().size() == 2);
        snapshot("enrich", Json.object().put("state", "ABANDONED").put("error", "the job is not running"));
        complete("ingest", "file:/sp/ingest");

        SavepointReport report = SavepointReport.of(runner.end().join());
        assertThat(report.success()).isFalse();
        assertThat(report.summary()).isEqualTo("1 of 2 jobs have no savepoint.");
        assertThat(report.jobs().get(0).note())
                .hasValueSatisfying(
                        note -> assertThat(note).contains("ABANDONED").contains("the job is not running"));
        assertThat(report.jobs().get(1).savepoint()).isPresent();
    }

    @Test
    public void whoever_resumes_at_any_state_asks_for_no_second_savepoint() {
        server = SnapshotServer.withSnapshots();
        ResourceId orders = server.application("orders", "RUNNING");
        SavepointRequest request = request(orders, LIMIT);
        SavepointRunner first = runner(request);
        first.start();
        await().atMost(LIMIT).until(() -> server.snapshots().size() == 1);
        first.detach();
        complete("orders", "file:/sp/orders");

        for (SavepointRun state : List.copyOf(states)) {
            SavepointRun restored = SavepointRun.fromJson(state.toJson());
            assertThat(restored).isEqualTo(state);
            SavepointRun end = runner(restored).start().join();
            assertThat(end.stage()).as(end.toJson()).isEqualTo(SavepointRun.Stage.DONE);
        }
        assertThat(runner(SavepointRun.start(request)).start().join().stage()).isEqualTo(SavepointRun.Stage.DONE);
        assertThat(server.snapshots()).hasSize(1);
        assertThat(new SavepointRecords(server.api()).of(orders)).hasSize(1);
    }

    @Test
    public void an_operator_without_the_kind_is_asked_by_a_nonce_that_comes_back() {
        server = SnapshotServer.withNonces();
        ResourceId orders = server.application("orders", "RUNNING");
        SavepointRequest request = request(orders, LIMIT);
        SavepointRunner runner = runner(request);
        runner.start();
        long nonce = SavepointTrigger.nonce(request.id());
        await().atMost(LIMIT)
                .until(() -> server.api()
                                .get(orders)
                                .orElseThrow()
                                .at("/spec/job/savepointTriggerNonce")
                                .asLong()
                        == nonce);
        nonceSavepoint(orders, "file:/sp/foreign", nonce - 1);
        nonceSavepoint(orders, "file:/sp/ours", nonce);

        SavepointRun end = runner.end().join();
        assertThat(end.stage()).isEqualTo(SavepointRun.Stage.DONE);
        assertThat(end.jobs().get(0).taken().orElseThrow().path()).isEqualTo("file:/sp/ours");
    }

    @Test
    public void what_takes_too_long_fails() {
        server = SnapshotServer.withSnapshots();
        ResourceId orders = server.application("orders", "RUNNING");
        SavepointRun end =
                runner(request(orders, Duration.ofSeconds(1))).start().join();
        assertThat(end.stage()).isEqualTo(SavepointRun.Stage.FAILED);
        assertThat(end.summary()).hasValueSatisfying(text -> assertThat(text).contains("No savepoint after"));
    }

    @Test
    public void a_target_without_a_running_job_fails_in_words() {
        server = SnapshotServer.withSnapshots();
        ResourceId orders = server.application("orders", "FAILED");
        assertThat(runner(request(orders, LIMIT)).start().join().summary())
                .hasValueSatisfying(text -> assertThat(text).contains("The job is FAILED"));
        assertThat(runner(request(SnapshotServer.id("FlinkDeployment", "absent"), LIMIT))
                        .start()
                        .join()
                        .summary())
                .hasValueSatisfying(text -> assertThat(text).contains("absent does not exist"));
        assertThat(server.snapshots()).isEmpty();
    }

    @Test
    public void a_deployment_that_holds_the_target_is_waited_for() {
        server = SnapshotServer.withSnapshots();
        ResourceId orders = server.application("orders", "RUNNING");
        server.lease("orders", "d-other");
        SavepointRunner runner = runner(request(orders, LIMIT));
        runner.start();
        await().atMost(LIMIT)
                .until(() -> lines.stream().anyMatch(line -> line.contains("deployment d-other is deploying it"))
                        || runner.current().jobs().stream()
                                .anyMatch(job -> job.note().isPresent()));
        assertThat(server.snapshots()).isEmpty();
        runner.abort("kim");
        SavepointRun end = runner.end().join();
        assertThat(end.stage()).isEqualTo(SavepointRun.Stage.ABORTED);
        assertThat(end.summary()).contains("aborted by kim: no savepoint was asked for");
    }

    private void complete(String job, String path) {
        snapshot(
                job,
                Json.object()
                        .put("state", "COMPLETED")
                        .put("path", path)
                        .put("resultTimestamp", "2026-03-01T12:00:00.000Z"));
    }

    private void snapshot(String job, ObjectNode status) {
        Manifest snapshot = server.snapshots().stream()
                .filter(each -> each.textAt("/spec/jobReference/name").equals(Optional.of(job)))
                .findFirst()
                .orElseThrow();
        server.status(snapshot.id(), status);
    }

    private void nonceSavepoint(ResourceId resource, String path, long nonce) {
        ObjectNode status = Json.object();
        status.withObject("/jobStatus/savepointInfo/lastSavepoint")
                .put("location", path)
                .put("triggerType", "MANUAL")
                .put("triggerNonce", nonce)
                .put("timeStamp", Instant.now().toEpochMilli());
        server.status(resource, status);
    }

    private static SavepointRequest request(ResourceId resource, Duration timeout) {
        return SavepointRequest.of(
                "orders.main", resource, timeout, Optional.empty(), Optional.of("kim"), Instant.now());
    }

    private SavepointRunner runner(SavepointRequest request) {
        return runner(SavepointRun.start(request));
    }

    private SavepointRunner runner(SavepointRun run) {
        return new SavepointRunner(run, server.api(), workers, timer, Clock.systemUTC(), (state, told) -> {
            states.add(state);
            lines.addAll(told);
        });
    }
}
