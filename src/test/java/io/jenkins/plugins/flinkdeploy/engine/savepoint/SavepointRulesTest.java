package io.jenkins.plugins.flinkdeploy.engine.savepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.engine.health.EventSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.JobSample;
import io.jenkins.plugins.flinkdeploy.engine.health.JobSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.SavepointSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.SnapshotSeen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.Test;

public class SavepointRulesTest {
    private static final Instant ASKED = Instant.parse("2026-03-01T12:00:00.400Z");
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final SavepointAsked BY_NONCE =
            new SavepointAsked(ASKED, SavepointMethod.NONCE, "7", Optional.of("job-1"));
    private static final SavepointAsked BY_OBJECT =
            new SavepointAsked(ASKED, SavepointMethod.SNAPSHOT, "ours", Optional.of("job-1"));

    @Test
    public void only_the_savepoint_of_our_own_nonce_counts() {
        assertThat(judge(BY_NONCE, last("file:/sp/1", 6))).isInstanceOf(SavepointProgress.Waiting.class);
        assertThat(taken(judge(BY_NONCE, last("file:/sp/1", 7))).path()).isEqualTo("file:/sp/1");
    }

    @Test
    public void flink_s_statistics_of_the_same_place_give_size_and_time() {
        SavepointLook look = new SavepointLook(
                job("RUNNING", "job-1"),
                Optional.of(seen("file:///sp/1", 7)),
                Optional.empty(),
                List.of(),
                true,
                Optional.of(new JobSample.Savepoint("file:/sp/1/", 4096, Duration.ofSeconds(3))));
        SavepointTaken taken = taken(judge(BY_NONCE, look));
        assertThat(taken.sizeBytes()).hasValue(4096);
        assertThat(taken.took()).contains(Duration.ofSeconds(3));
        assertThat(taken.jobId()).contains("job-1");
    }

    @Test
    public void a_job_manager_that_does_not_answer_leaves_the_size_unknown() {
        assertThat(taken(judge(BY_NONCE, last("file:/sp/1", 7))).sizeBytes()).isEmpty();
    }

    @Test
    public void statistics_that_may_come_are_waited_for_but_not_for_ever() {
        SavepointLook look = new SavepointLook(
                job("RUNNING", "job-1"),
                Optional.of(seen("file:/sp/1", 7)),
                Optional.empty(),
                List.of(),
                true,
                Optional.empty());
        assertThat(judge(BY_NONCE, look)).isInstanceOf(SavepointProgress.Waiting.class);
        assertThat(SavepointRules.judge(BY_NONCE, look, LIMIT, SavepointTaken.ASKED, ASKED.plusSeconds(30)))
                .isInstanceOf(SavepointProgress.Taken.class);
    }

    @Test
    public void a_savepoint_of_a_job_that_was_replaced_meanwhile_is_not_the_one_that_was_asked_for() {
        SavepointLook look = new SavepointLook(
                job("RUNNING", "job-2"),
                Optional.of(seen("file:/sp/1", 7)),
                Optional.empty(),
                List.of(),
                false,
                Optional.empty());
        assertThat(failed(judge(BY_NONCE, look))).contains("job-2 instead of job-1");
    }

    @Test
    public void an_error_event_counts_only_when_it_is_newer_than_the_request() {
        assertThat(judge(BY_NONCE, error(ASKED.minusSeconds(60)))).isInstanceOf(SavepointProgress.Waiting.class);
        assertThat(failed(judge(BY_NONCE, error(ASKED.plusSeconds(1))))).contains("disk full");
    }

    @Test
    public void only_the_object_of_our_own_name_counts() {
        assertThat(judge(BY_OBJECT, snapshot("other", "COMPLETED", "file:/sp/2", "RUNNING")))
                .isInstanceOf(SavepointProgress.Waiting.class);
        assertThat(taken(judge(BY_OBJECT, snapshot("ours", "COMPLETED", "file:/sp/1", "RUNNING")))
                        .path())
                .isEqualTo("file:/sp/1");
    }

    @Test
    public void an_object_without_a_path_is_not_complete() {
        assertThat(judge(BY_OBJECT, snapshot("ours", "COMPLETED", "", "RUNNING")))
                .isInstanceOf(SavepointProgress.Waiting.class);
    }

    @Test
    public void failed_and_abandoned_objects_are_both_failures() {
        assertThat(failed(judge(BY_OBJECT, snapshot("ours", "FAILED", "", "RUNNING"))))
                .contains("FAILED after 2 attempts: no space");
        assertThat(failed(judge(BY_OBJECT, snapshot("ours", "ABANDONED", "", "RUNNING"))))
                .contains("ABANDONED");
    }

    @Test
    public void the_operator_tries_again_while_the_job_restarts_but_not_when_it_has_ended() {
        assertThat(judge(BY_OBJECT, snapshot("ours", "IN_PROGRESS", "", "RESTARTING")))
                .isInstanceOf(SavepointProgress.Waiting.class);
        assertThat(failed(judge(BY_OBJECT, snapshot("ours", "IN_PROGRESS", "", "FAILED"))))
                .contains("left RUNNING");
    }

    @Test
    public void what_takes_too_long_has_failed_and_says_what_was_seen_last() {
        SavepointProgress late = SavepointRules.judge(
                BY_OBJECT,
                snapshot("ours", "IN_PROGRESS", "", "RUNNING"),
                LIMIT,
                SavepointTaken.ASKED,
                ASKED.plus(LIMIT));
        assertThat(failed(late)).contains("No savepoint after 2 min 00 s").contains("2 attempts failed: no space");
    }

    private static SavepointProgress judge(SavepointAsked asked, SavepointLook look) {
        return SavepointRules.judge(asked, look, LIMIT, SavepointTaken.ASKED, ASKED.plusSeconds(2));
    }

    private static SavepointTaken taken(SavepointProgress progress) {
        assertThat(progress).isInstanceOf(SavepointProgress.Taken.class);
        return ((SavepointProgress.Taken) progress).savepoint();
    }

    private static String failed(SavepointProgress progress) {
        assertThat(progress).isInstanceOf(SavepointProgress.Failed.class);
        return ((SavepointProgress.Failed) progress).problem();
    }

    private static SavepointLook last(String path, long nonce) {
        return new SavepointLook(
                job("RUNNING", "job-1"),
                Optional.of(seen(path, nonce)),
                Optional.empty(),
                List.of(),
                false,
                Optional.empty());
    }

    private static SavepointLook error(Instant at) {
        return new SavepointLook(
                job("RUNNING", "job-1"),
                Optional.empty(),
                Optional.empty(),
                List.of(new EventSeen("FlinkDeployment", true, "SavepointError", "disk full", at)),
                false,
                Optional.empty());
    }

    private static SavepointLook snapshot(String name, String state, String path, String jobState) {
        return new SavepointLook(
                job(jobState, "job-1"),
                Optional.empty(),
                Optional.of(new SnapshotSeen(
                        name,
                        "FlinkDeployment/orders-main",
                        Optional.of(state),
                        Optional.of(path).filter(text -> !text.isEmpty()),
                        Optional.of("no space"),
                        2,
                        Optional.empty())),
                List.of(),
                false,
                Optional.empty());
    }

    private static SavepointSeen seen(String path, long nonce) {
        return new SavepointSeen(
                path, Optional.of("MANUAL"), OptionalLong.of(nonce), Optional.of(ASKED.plusSeconds(1)));
    }

    private static JobSeen job(String state, String id) {
        return new JobSeen(Optional.of(state), Optional.of(id), Optional.of("100"));
    }
}
