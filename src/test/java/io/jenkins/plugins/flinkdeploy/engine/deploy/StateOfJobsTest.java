package io.jenkins.plugins.flinkdeploy.engine.deploy;

import static io.jenkins.plugins.flinkdeploy.engine.deploy.Play.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.SavepointPolicy;
import io.jenkins.plugins.flinkdeploy.engine.health.FindingCode;
import io.jenkins.plugins.flinkdeploy.engine.health.Sight;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.engine.record.Revision;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

/** What becomes of a job's state: with which it really begins, when it is lost, and how the way back gets it again. */
public class StateOfJobsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String NONCE = "/spec/job/savepointRedeployNonce";
    private static final String PATH = "/spec/job/initialSavepointPath";

    @Test
    public void the_savepoint_of_the_upgrade_is_named_as_the_state_that_was_restored() {
        Play play = upgraded("file:///sp/up");
        play.seeFor(MINUTE, running().sample(Sight.restored(3, Optional.of("file:/sp/up"))));
        play.expect(Effect.Confirm.class);
        assertThat(play.log())
                .anyMatch(line -> line.contains("the savepoint with which the version before was stopped"));
    }

    @Test
    public void another_state_than_the_savepoint_of_the_upgrade_is_a_warning() {
        Play play = upgraded("file:/sp/up");
        play.seeFor(MINUTE, running().sample(Sight.restored(3, Optional.of("file:/cp/job/chk-7"))));
        assertThat(play.log()).anyMatch(line -> line.contains("chk-7, not from file:/sp/up"));
    }

    @Test
    public void the_operator_s_silent_fall_back_to_a_checkpoint_is_told_with_the_key_that_forbids_it() {
        Play play = Play.of(SETTINGS).locked().baseline(Play.healthy()).applied(3);
        play.seeFor(MINUTE, running().sample(Sight.restored(3, Optional.of("file:/cp/job/chk-7"))));
        assertThat(play.log())
                .anyMatch(line ->
                        line.contains("fell back to its last state") && line.contains("last-state-fallback.enabled"));
    }

    @Test
    public void a_job_that_began_empty_although_it_had_state_is_brought_back_from_its_savepoint() {
        Play play = upgraded("file:/sp/up");
        play.see(running().sample(Sight.restored(0, Optional.empty())));
        assertThat(play.deployment().isWatching())
                .as("not known before a checkpoint")
                .isTrue();
        play.see(running().sample(Sight.restored(1, Optional.empty()))).diagnosed();
        assertThat(play.deployment().failure().orElseThrow().code()).isEqualTo(FindingCode.STATE_NOT_RESTORED);
        Manifest back = play.expect(Effect.RollBack.class).revision().manifest();
        assertThat(back.textAt(PATH)).contains("file:/sp/up");
        assertThat(back.at(NONCE).asLong()).isPositive();
        assertThat(back.textAt("/spec/image")).contains("img:old");
    }

    @Test
    public void an_empty_job_whose_savepoint_nobody_knows_is_not_rolled_back_with_its_empty_state() {
        Play play = Play.of(SETTINGS).locked().baseline(Play.healthy()).applied(3);
        play.see(running().sample(Sight.restored(1, Optional.empty())))
                .see(running().sample(Sight.restored(1, Optional.empty())))
                .diagnosed()
                .finish(Effect.Unlock.class)
                .ended(Phase.FAILED);
        assertThat(play.summary()).contains("would carry the empty state on");
    }

    @Test
    public void a_stateless_job_may_begin_empty() {
        Revision stateless = Play.revision(Play.manifest("d-old", "stateless", "img:old"));
        Play play = Play.of(SETTINGS).inspected(true, true);
        play.expect(Effect.Prepare.class);
        play.tell(new Input.Ready(
                        play.now(),
                        new Prepared(
                                Play.manifest("d-new", "stateless", "img:new"), "config", "new", Optional.empty())))
                .dryRunAccepted()
                .lockAnswered(Optional.empty())
                .baseline(Play.standing("old", Sight.OLD_JOB, true, false, Optional.of(stateless)))
                .applied(3);
        play.seeFor(MINUTE, running().sample(Sight.restored(3, Optional.empty())))
                .expect(Effect.Confirm.class);
    }

    @Test
    public void a_rollback_whose_state_the_operator_lost_starts_from_the_savepoint_of_the_upgrade() {
        Play play = upgraded("file:/sp/up");
        play.see(Sight.running().job("FAILED", "new", "200")).diagnosed();
        assertThat(play.expect(Effect.RollBack.class).revision().manifest().textAt(PATH))
                .as("first as the operator would have it")
                .isEmpty();
        play.applied(4).see(manualRestore());
        Manifest back = play.expect(Effect.RollBack.class).revision().manifest();
        assertThat(back.textAt(PATH)).contains("file:/sp/up");
        play.applied(5).see(manualRestore().generation(5).accepted(5));
        play.finish(Effect.Unlock.class).ended(Phase.FAILED);
        assertThat(play.summary()).contains("and the rollback too").contains("file:/sp/up");
    }

    @Test
    public void a_version_that_processed_something_is_not_thrown_back_behind_that_by_itself() {
        Play play = upgraded("file:/sp/up");
        play.see(running()).see(Sight.running().job("FAILED", "new", "200")).diagnosed();
        play.applied(4).see(manualRestore()).finish(Effect.Unlock.class).ended(Phase.FAILED);
        assertThat(play.summary()).contains("The state of the version before is in file:/sp/up");
    }

    @Test
    public void a_named_state_cancels_the_job_so_a_backup_is_taken_first() {
        Play play = Play.of(ordered(Optional.empty(), Optional.of("file:/sp/named")))
                .lockedWith(
                        RestorePoint.in(Play.manifest("d-new", "savepoint", "img:new"), "file:/sp/named", true, "d"));
        play.baseline(Play.healthy()).expect(Effect.TriggerSavepoint.class);
        assertThat(play.log())
                .anyMatch(line ->
                        line.contains("the job starts from file:/sp/named") && line.contains("processed again"));
    }

    @Test
    public void a_named_state_is_deployed_although_nothing_else_changed() {
        Play play = Play.of(ordered(Optional.empty(), Optional.of("file:/sp/named")))
                .lockedWith(Play.manifest("d-new", "savepoint", "img:new"));
        play.baseline(Play.standing("new", Sight.OLD_JOB, true, false, Optional.of(Play.revision())))
                .expect(Effect.TriggerSavepoint.class);
    }

    @Test
    public void a_rollback_that_a_person_asked_for_marks_the_commit_that_it_leaves() {
        Play play = Play.of(ordered(Optional.of(6L), Optional.empty())).locked();
        play.baseline(Play.healthy(), Optional.of(Play.COMMIT))
                .applied(3)
                .seeFor(MINUTE, running().sample(Sight.sample(0, 3)))
                .confirmed(running().sample(Sight.sample(0, 3)));
        play.finish(Effect.Record.class);
        assertThat(play.expect(Effect.MarkRolledBack.class).commit()).isEqualTo("0ddc0ffee");
        play.finish(Effect.MarkRolledBack.class, Effect.Unlock.class).ended(Phase.DONE);
    }

    @Test
    public void a_stateful_job_is_not_upgraded_to_a_stateless_one_unawares() {
        Manifest live = Play.manifest("d-old", "savepoint", "img:old");
        assertThatThrownBy(() -> StatelessSurprise.refuse(live, withoutMode(live)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("has no upgradeMode")
                .hasMessageContaining("would start empty");
        assertThatThrownBy(() -> StatelessSurprise.refuse(live, Play.manifest("d-new", "stateless", "img:new")))
                .hasMessageContaining("is stateless");
        StatelessSurprise.refuse(live, Play.manifest("d-new", "last-state", "img:new"));
        StatelessSurprise.refuse(withoutMode(live), withoutMode(live));
    }

    @Test
    public void a_revision_never_brings_an_old_restore_along() {
        Manifest plain = Play.manifest("d-old", "savepoint", "img:old");
        assertThat(RestorePoint.without(RestorePoint.in(plain, "file:/sp/1", true, "d")))
                .isEqualTo(plain);
    }

    @Test
    public void a_restore_point_is_a_path_or_the_savepoint_of_a_revision() {
        Revision with = new Revision(
                "d-old",
                7,
                Play.manifest("d-old", "savepoint", "img:old"),
                "config",
                "old",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("s3://sp/7"),
                Sight.APPLIED,
                MINUTE,
                Optional.empty());
        assertThat(RestorePoint.resolve("7", List.of(with))).isEqualTo("s3://sp/7");
        assertThat(RestorePoint.resolve("s3://sp/x", List.of())).isEqualTo("s3://sp/x");
        assertThatThrownBy(() -> RestorePoint.resolve("8", List.of(with)))
                .hasMessageContaining("no revision 8")
                .hasMessageContaining("with a savepoint: 7");
        assertThatThrownBy(() -> RestorePoint.resolve("7", List.of(Play.revision())))
                .hasMessageContaining("has no savepoint");
        assertThatThrownBy(() -> RestorePoint.resolve("yesterday", List.of())).hasMessageContaining("neither the path");
    }

    /** Applied as generation 3; the operator stopped the old job with this savepoint. */
    private static Play upgraded(String savepoint) {
        Play play = Play.of(SETTINGS).locked().baseline(Play.healthy()).applied(3);
        return play.see(
                Sight.upgrading().savepoint(savepoint, "UPGRADE", 0, play.now().plusSeconds(1)));
    }

    private static Sight running() {
        return Sight.running();
    }

    private static Sight manualRestore() {
        return Sight.applied()
                .generation(4)
                .accepted(4)
                .job("FAILED", "new", "200")
                .error("last checkpoint is unknown. Manual restore required.");
    }

    private static Manifest withoutMode(Manifest manifest) {
        ObjectNode tree = manifest.toTree();
        tree.withObject("/spec/job").remove("upgradeMode");
        return Manifest.of(tree);
    }

    private static Order ordered(Optional<Long> revision, Optional<String> restoreFrom) {
        return new Order(
                "d-new",
                "orders.main",
                Play.RESOURCE,
                SETTINGS.withSavepoint(SavepointPolicy.UPGRADE),
                new Order.Provenance(Optional.of(Play.COMMIT), Optional.empty(), Optional.of("kim")),
                false,
                false,
                Sight.APPLIED.minusSeconds(20),
                revision,
                restoreFrom);
    }
}
