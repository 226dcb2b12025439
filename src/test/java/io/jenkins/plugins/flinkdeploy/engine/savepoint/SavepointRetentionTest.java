package io.jenkins.plugins.flinkdeploy.engine.savepoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.record.Revision;
import io.jenkins.plugins.flinkdeploy.engine.record.Revisions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class SavepointRetentionTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private SnapshotServer server;
    private ResourceId orders;

    @Before
    public void start() {
        server = SnapshotServer.withSnapshots();
        orders = server.application("orders", "RUNNING");
    }

    @After
    public void stop() {
        server.close();
    }

    @Test
    public void without_a_number_to_keep_nothing_is_removed() {
        take("a", 1);
        take("b", 2);
        assertThat(prune()).isEmpty();
        assertThat(server.snapshots()).hasSize(2);
    }

    @Test
    public void the_newest_are_kept_and_the_operator_is_told_to_delete_the_data_of_the_others() {
        keep(1);
        take("a", 1);
        take("b", 2);
        take("c", 3);
        assertThat(prune()).hasSize(2).allMatch(line -> line.contains("removed, 1 are kept"));
        assertThat(paths()).containsExactly("file:/sp/c");
        assertThat(server.snapshots()).extracting(Manifest::name).containsExactly("orders-c");
    }

    @Test
    public void a_savepoint_that_a_revision_or_the_resource_names_is_never_removed() {
        keep(1);
        take("a", 1);
        take("b", 2);
        take("c", 3);
        new Revisions(server.api()).write(orders, uid(), revision("file:///sp/a"));
        ObjectNode status = Json.object();
        status.withObject("/jobStatus").put("upgradeSavepointPath", "file:/sp/b");
        server.status(orders, status);
        assertThat(prune()).isEmpty();
        assertThat(paths()).containsExactly("file:/sp/c", "file:/sp/b", "file:/sp/a");
    }

    @Test
    public void what_cannot_be_removed_while_no_job_runs_is_said_and_stays_listed() {
        keep(1);
        take("a", 1);
        take("b", 2);
        server.status(orders, (ObjectNode) Json.read("{\"jobStatus\": {\"state\": \"FAILED\"}}"));
        assertThat(prune()).singleElement().satisfies(line -> assertThat(line)
                .contains("file:/sp/a is not removed")
                .contains("while the job runs"));
        assertThat(paths()).hasSize(2);
    }

    @Test
    public void what_flink_does_not_delete_is_said_and_stays_listed() {
        keep(1);
        record("a", SavepointMethod.NONCE, 1);
        record("b", SavepointMethod.NONCE, 2);
        // No JobManager stands behind the service.
        assertThat(prune()).singleElement().satisfies(line -> assertThat(line).contains("file:/sp/a is not removed"));
        assertThat(paths()).hasSize(2);
    }

    @Test
    public void a_job_of_a_session_cluster_has_the_number_of_its_cluster() {
        ResourceId cluster = server.sessionCluster("session");
        patchKept(cluster, 1);
        orders = server.sessionJob("session", "job", "RUNNING");
        take("a", 1);
        take("b", 2);
        assertThat(prune()).hasSize(1);
        assertThat(paths()).containsExactly("file:/sp/b");
    }

    @Test
    public void an_old_savepoint_of_a_running_job_is_a_warning() {
        take("a", 1);
        Manifest live = server.api().get(orders).orElseThrow();
        assertThat(SavepointAge.warning(
                        server.api(), live, NOON.plus(Duration.ofHours(13)).plusSeconds(3600)))
                .hasValueSatisfying(text -> assertThat(text).contains("13 h 00 min old"));
        assertThat(SavepointAge.warning(server.api(), live, NOON.plus(Duration.ofHours(5))))
                .isEmpty();
        take("b", 9);
        assertThat(SavepointAge.warning(server.api(), live, NOON.plus(Duration.ofHours(14))))
                .isEmpty();
    }

    private String uid() {
        return server.api()
                .get(orders)
                .flatMap(live -> live.textAt("/metadata/uid"))
                .orElseThrow();
    }

    private List<String> prune() {
        return new SavepointRetention(server.api()).prune(orders);
    }

    private List<String> paths() {
        return new SavepointRecords(server.api())
                .of(orders).stream().map(record -> record.savepoint().path()).toList();
    }

    private void keep(int count) {
        patchKept(orders, count);
    }

    private void patchKept(ResourceId id, int count) {
        ObjectNode patch = Json.object();
        patch.withObject("/spec/flinkConfiguration")
                .put("kubernetes.operator.savepoint.history.max.count", String.valueOf(count));
        server.api().patch(id, patch);
    }

    /** Taken so many hours after noon, by an object. */
    private void take(String id, int hour) {
        new SavepointTrigger(server.api()).ask(orders, id, Map.of(), Optional.empty(), NOON);
        record(id, SavepointMethod.SNAPSHOT, hour);
    }

    private void record(String id, SavepointMethod method, int hour) {
        Instant at = NOON.plus(Duration.ofHours(hour));
        new SavepointRecords(server.api())
                .write(
                        orders,
                        uid(),
                        new SavepointRecord(
                                id,
                                new SavepointTaken(
                                        "file:/sp/" + id,
                                        Optional.of("job-of-orders"),
                                        SavepointTaken.ASKED,
                                        OptionalLong.of(1),
                                        Optional.empty(),
                                        Optional.of(at),
                                        Optional.of(orders.name() + "-" + id)),
                                method,
                                at,
                                Optional.of("kim"),
                                Optional.empty()));
    }

    private Revision revision(String savepoint) {
        return new Revision(
                "d-1",
                1,
                server.api().get(orders).orElseThrow(),
                "config",
                "content",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(savepoint),
                NOON,
                Duration.ofSeconds(30),
                Optional.empty());
    }
}
