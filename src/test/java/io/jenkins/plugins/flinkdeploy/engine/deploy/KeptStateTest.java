package io.jenkins.plugins.flinkdeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.health.ResourceSeen;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.record.ActionNote;
import io.jenkins.plugins.flinkdeploy.engine.record.ActionNotes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

public class KeptStateTest {
    private static final Instant STOPPED = Instant.parse("2026-03-01T12:00:00Z");
    private static final String CLEANUP = "kubernetes.operator.savepoint.cleanup.enabled";

    @Test
    public void the_operator_removes_no_savepoints_of_a_session_job_while_it_is_stopped() {
        ObjectNode job = tree("FlinkSessionJob");
        ObjectNode before = job.deepCopy();
        KeptState.keep(job);
        assertThat(job.path("spec").path("flinkConfiguration").path(CLEANUP).asText())
                .isEqualTo("false");
        KeptState.release(job);
        assertThat(job).isEqualTo(before);
        ObjectNode cluster = tree("FlinkDeployment");
        KeptState.keep(cluster);
        assertThat(cluster).isEqualTo(tree("FlinkDeployment"));
    }

    @Test
    public void what_the_file_says_of_it_stays_as_it_is() {
        ObjectNode job = tree("FlinkSessionJob");
        job.withObject("/spec").withObject("/flinkConfiguration").put(CLEANUP, "true");
        ObjectNode before = job.deepCopy();
        KeptState.keep(job);
        KeptState.release(job);
        assertThat(job).isEqualTo(before);
    }

    @Test
    public void a_job_is_not_started_from_a_checkpoint_older_than_its_stop() {
        Manifest older = stopped("FlinkSessionJob", "file:/cp/chk-14", STOPPED.minusSeconds(3));
        assertThatThrownBy(() -> KeptState.requireInSight(older, ResourceSeen.of(older), STOPPED.plusSeconds(60)))
                .isInstanceOf(NotYetException.class)
                .hasMessageContaining("file:/cp/chk-14, which is older than file:/sp/stop");
        Manifest same = stopped("FlinkSessionJob", "file:///sp/stop", STOPPED.minusSeconds(3));
        assertInSight(same, STOPPED.plusSeconds(60));
        Manifest later = stopped("FlinkSessionJob", "file:/sp/by-hand", STOPPED.plusSeconds(30));
        assertInSight(later, STOPPED.plusSeconds(60));
    }

    @Test
    public void right_after_a_stop_the_operator_may_hear_of_an_older_checkpoint() {
        for (String kind : List.of("FlinkSessionJob", "FlinkDeployment")) {
            Manifest job = stopped(kind, "file:/sp/stop", STOPPED.plusSeconds(1));
            assertThatThrownBy(() -> KeptState.requireInSight(job, ResourceSeen.of(job), STOPPED.plusSeconds(4)))
                    .isInstanceOf(NotYetException.class)
                    .hasMessageContaining("a moment ago");
            assertInSight(job, STOPPED.plusSeconds(30));
        }
    }

    private static void assertInSight(Manifest live, Instant now) {
        assertThatCode(() -> KeptState.requireInSight(live, ResourceSeen.of(live), now))
                .doesNotThrowAnyException();
    }

    private static ObjectNode tree(String kind) {
        ObjectNode tree =
                Json.object().put("apiVersion", "flink.apache.org/v1beta1").put("kind", kind);
        tree.withObject("/metadata").put("name", "job").put("namespace", "streaming");
        tree.withObject("/metadata/annotations").put("a", "b");
        tree.withObject("/spec/job").put("state", "suspended").put("upgradeMode", "savepoint");
        return tree;
    }

    private static Manifest stopped(String kind, String lastSavepoint, Instant at) {
        ActionNote note = new ActionNote(
                "d-1",
                "stop",
                STOPPED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("file:/sp/stop"),
                Optional.of(STOPPED.plusSeconds(2)));
        ObjectNode tree = tree(kind);
        tree.withObject("/metadata/annotations").put(ActionNotes.ANNOTATION, Json.write(List.of(note)));
        tree.withObject("/status/jobStatus/savepointInfo/lastSavepoint")
                .put("location", lastSavepoint)
                .put("timeStamp", at.toEpochMilli());
        return Manifest.of(tree);
    }
}
