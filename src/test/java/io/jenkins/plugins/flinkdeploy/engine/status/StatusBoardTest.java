package io.jenkins.plugins.flinkdeploy.engine.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import io.jenkins.plugins.flinkdeploy.engine.resource.Labels;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SnapshotServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** The board of all clusters, fed by watches of a real API server. */
public class StatusBoardTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final SnapshotServer server = SnapshotServer.withSnapshots();
    private StatusBoard board;

    @Before
    public void open() {
        board = StatusBoard.open(server.api(), SnapshotServer.NAMESPACE, Clock.systemUTC());
    }

    @After
    public void close() {
        board.close();
        server.close();
    }

    @Test
    public void a_cluster_has_a_row_for_as_long_as_it_exists_and_the_version_tells_each_change() {
        await().atMost(PATIENCE).until(board::isCurrent);
        assertThat(board.view().rows()).isEmpty();
        ResourceId id = server.application("orders-main", "RUNNING");
        server.status(id, status("STABLE", "RUNNING", 1));
        BoardRow running = row("orders-main", row -> row.state() == ClusterState.RUNNING);
        assertThat(running.jobs()).isEqualTo(Map.of("RUNNING", 1));
        assertThat(running.since()).contains(Instant.parse("2026-03-01T12:00:00Z"));
        long version = board.version();
        server.status(id, status("FAILED", "FAILED", 1));
        BoardRow failed = row("orders-main", row -> row.state() == ClusterState.FAILED);
        assertThat(failed.since()).as("when the board saw it").isNotEqualTo(running.since());
        assertThat(board.version()).isGreaterThan(version);
        server.api().delete(id);
        await().atMost(PATIENCE).until(() -> board.view().rows().isEmpty());
    }

    @Test
    public void jobs_of_a_session_cluster_are_counted_by_state_wherever_they_move() {
        server.sessionCluster("shared");
        server.sessionCluster("other");
        server.sessionJob("shared", "one", "RUNNING");
        ResourceId two = server.sessionJob("shared", "two", "FAILED");
        server.sessionJob("shared", "three", "RUNNING");
        BoardRow row = row("shared", seen -> seen.jobs().equals(Map.of("RUNNING", 2, "FAILED", 1)));
        assertThat(row.session()).isTrue();
        ObjectNode move = Json.object();
        move.withObject("/spec").put("deploymentName", "other");
        server.api().patch(two, move);
        row("shared", seen -> seen.jobs().equals(Map.of("RUNNING", 2)));
        row("other", seen -> seen.jobs().equals(Map.of("FAILED", 1)));
    }

    @Test
    public void a_cluster_of_an_older_commit_than_another_of_its_service_is_behind() {
        deployed("orders-main", "20261123-021500-00000001", "new", "2026-11-22T10:00:00Z");
        deployed("orders-canary", "20261120-021500-00000002", "old", "2026-11-20T10:00:00Z");
        BoardRow behind = row("orders-canary", row -> row.version().standing() == BoardRow.Standing.BEHIND);
        assertThat(behind.version().commit()).contains("old");
        assertThat(behind.deployed().at()).contains(Instant.parse("2026-11-20T02:15:00Z"));
        assertThat(row("orders-main", any -> true).version().standing()).isEqualTo(BoardRow.Standing.CURRENT);
    }

    @Test
    public void a_server_that_cannot_be_reached_is_told_and_breaks_nothing() throws Exception {
        try (ClusterApi nowhere = ClusterConnection.of("http://127.0.0.1:9", Optional.empty(), Optional.empty(), false)
                        .connect();
                StatusBoard silent = StatusBoard.open(nowhere, "streaming", Clock.systemUTC())) {
            long before = silent.version();
            silent.examine();
            assertThat(silent.version()).isGreaterThan(before);
            assertThat(silent.view().current()).isFalse();
            assertThat(silent.view().problem())
                    .hasValueSatisfying(why -> assertThat(why).contains("127.0.0.1"));
        }
    }

    private BoardRow row(String name, Predicate<BoardRow> wanted) {
        return await().atMost(PATIENCE)
                .until(
                        () -> board.view().rows().stream()
                                .filter(row -> row.resource().name().equals(name))
                                .filter(wanted)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static ObjectNode status(String lifecycle, String job, int generation) {
        ObjectNode status = Json.object().put("lifecycleState", lifecycle).put("observedGeneration", generation);
        status.put("jobManagerDeploymentStatus", "READY");
        status.putObject("jobStatus")
                .put("state", job)
                .put(
                        "startTime",
                        String.valueOf(Instant.parse("2026-03-01T12:00:00Z").toEpochMilli()));
        return status;
    }

    private void deployed(String name, String deployment, String commit, String madeAt) {
        ResourceId id = SnapshotServer.id("FlinkDeployment", name);
        ObjectNode tree = Json.object().put("apiVersion", id.apiVersion()).put("kind", id.kind());
        tree.withObject("/metadata").put("name", name).put("namespace", id.namespace());
        tree.withObject("/metadata/labels").put(Labels.SERVICE, "orders");
        tree.withObject("/metadata/annotations")
                .put(Annotations.DEPLOYMENT_ID, deployment)
                .put(Annotations.COMMIT, commit)
                .put(Annotations.COMMIT_TIME, madeAt);
        tree.withObject("/spec/job").put("state", "running");
        server.api().create(Manifest.of(tree));
        server.status(id, status("STABLE", "RUNNING", 1));
    }
}
