package io.jenkins.plugins.flinkdeploy.engine.deploy;

import static io.jenkins.plugins.flinkdeploy.engine.deploy.Play.SETTINGS;
import static io.jenkins.plugins.flinkdeploy.engine.health.Sight.APPLIED;
import static io.jenkins.plugins.flinkdeploy.engine.health.Sight.sample;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.engine.definition.DeploySettings;
import io.jenkins.plugins.flinkdeploy.engine.definition.SavepointPolicy;
import io.jenkins.plugins.flinkdeploy.engine.definition.WhenSuspended;
import io.jenkins.plugins.flinkdeploy.engine.health.FindingCode;
import io.jenkins.plugins.flinkdeploy.engine.health.JobSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.Sight;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointMethod;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointTaken;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointTrigger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.Test;

/** Whole deployments as sequences of what happens to them. */
public class DeploymentMachineTest {
    private static final DeploySettings BACKUP = SETTINGS.withSavepoint(SavepointPolicy.BEFORE);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    public void a_first_deploy_runs_through_all_phases() {
        Play play = Play.of(SETTINGS).locked().baseline(Play.nothing()).applied(1);
        Sight running = Sight.running().generation(2).accepted(2).sample(sample(0, 2));
        play.see(Sight.applied().generation(1).noStatus())
                .seeFor(MINUTE, running)
                .confirmed(running);
        Effect.Record record = play.expect(Effect.Record.class);
        play.finish(Effect.Record.class, Effect.Unlock.class).ended(Phase.DONE);
        assertThat(play.phases())
                .containsExactly(
                        Phase.PLANNED,
                        Phase.IMAGE_READY,
                        Phase.LOCKED,
                        Phase.SAVEPOINT_TAKEN,
                        Phase.APPLIED,
                        Phase.UPGRADING,
                        Phase.RUNNING,
                        Phase.SOAKING,
                        Phase.DONE);
        assertThat(record.revision().number()).isEqualTo(1);
        assertThat(record.revision().commit()).contains(Play.COMMIT);
        assertThat(record.revision().downtime()).isEmpty();
        assertThat(Report.of(play.deployment()).success()).isTrue();
    }

    @Test
    public void an_upgrade_is_done_only_when_the_resource_itself_still_says_so() {
        Play play = Play.of(SETTINGS).locked().baseline(Play.healthy()).applied(3);
        play.see(Sight.applied()).see(Sight.upgrading()).seeFor(MINUTE, healthy());
        play.confirmed(Sight.running().job("FAILED", "new", "200"));
        assertThat(play.deployment().isWatching()).isTrue();
        play.seeFor(Duration.ofSeconds(4), Sight.running().job("FAILED", "new", "200"));
        assertThat(play.expect(Effect.Diagnose.class).finding().code()).isEqualTo(FindingCode.JOB_FAILED);
    }

    @Test
    public void the_downtime_of_an_upgrade_is_measured() {
        Play play = Play.of(SETTINGS).locked().baseline(Play.healthy()).applied(3);
        play.see(Sight.applied())
                .see(Sight.upgrading())
                .pass(Duration.ofSeconds(9))
                .see(healthy());
        assertThat(play.deployment().downtime().orElseThrow()).isEqualTo(Duration.ofMillis(9100));
    }

    @Test
    public void the_operator_s_own_savepoint_is_noted() {
        Play play = Play.of(SETTINGS).locked().baseline(Play.healthy()).applied(3);
        play.see(Sight.applied())
                .see(Sight.upgrading()
                        .savepoint("file:/sp/up", "UPGRADE", 0, play.now().plusSeconds(1)));
        assertThat(play.deployment().savepoints())
                .extracting(SavepointTaken::path, SavepointTaken::origin)
                .containsExactly(Tuple.tuple("file:/sp/up", SavepointTaken.UPGRADE));
    }

    @Test
    public void the_lease_is_kept_while_the_deployment_waits() {
        Play play =
                Play.of(SETTINGS).locked().baseline(Play.healthy()).applied(3).see(Sight.applied());
        Instant taken = play.deployment().lockedAt().orElseThrow();
        play.seeFor(MINUTE, Sight.applied());
        assertThat(play.deployment().lockedAt().orElseThrow()).isAfter(taken.plusSeconds(40));
    }

    @Test
    public void a_lease_that_another_took_ends_a_deployment_that_has_not_applied() {
        Play play = Play.of(BACKUP).locked().baseline(Play.healthy()).askedForSavepoint();
        play.pass(MINUTE)
                .tell(new Input.Observed(
                        play.now(), Sight.stale().at(play.now()).see()));
        play.expect(Effect.RenewLock.class);
        play.tell(new Input.LockAnswered(play.now(), Optional.of("d-other"))).ended(Phase.FAILED);
        assertThat(play.summary())
                .contains("d-other took over the lease")
                .contains("Nothing on the cluster was changed");
    }

    @Test
    public void a_lease_that_another_took_is_left_alone_by_a_deployment_that_has_applied() {
        Play play = Play.of(SETTINGS).locked().baseline(Play.healthy()).applied(3);
        play.pass(MINUTE)
                .tell(new Input.Observed(
                        play.now(), Sight.applied().at(play.now()).see()));
        play.tell(new Input.LockAnswered(play.now(), Optional.of("d-other")));
        play.seeFor(MINUTE, healthy())
                .confirmed(healthy())
                .finish(Effect.Record.class)
                .ended(Phase.DONE);
        assertThat(play.log()).anyMatch(line -> line.contains("d-other took over the lease"));
    }

    @Test
    public void a_backup_savepoint_is_proven_by_its_nonce() {
        Play play = Play.of(BACKUP).locked().baseline(Play.healthy());
        long nonce = SavepointTrigger.nonce("d-new");
        play.askedForSavepoint();
        play.see(Sight.stale())
                .see(Sight.stale()
                        .savepoint(
                                "file:/sp/other",
                                "MANUAL",
                                nonce + 1,
                                play.now().plusSeconds(1)))
                .see(Sight.stale()
                        .savepoint(
                                "file:/sp/periodic", "PERIODIC", 0, play.now().plusSeconds(1)));
        assertThat(play.deployment().isWatching()).isTrue();
        play.see(Sight.stale()
                .savepoint("file:///sp/ours", "MANUAL", nonce, play.now())
                .sample(Sight.sampleWithSavepoint("file:/sp/ours", 4096, Duration.ofMillis(800))));
        play.finish(Effect.NoteSavepoint.class).expect(Effect.Apply.class);
        SavepointTaken taken = play.deployment().savepoints().get(0);
        assertThat(taken.path()).isEqualTo("file:///sp/ours");
        assertThat(taken.jobId()).contains("old");
        assertThat(taken.sizeBytes()).hasValue(4096);
        assertThat(taken.took()).contains(Duration.ofMillis(800));
    }

    @Test
    public void a_backup_savepoint_that_was_asked_for_as_an_object_is_proven_by_its_name() {
        Play play =
                Play.of(BACKUP).locked().baseline(Play.healthy()).askedForSavepoint(SavepointMethod.SNAPSHOT, "ours");
        play.see(Sight.stale())
                .see(Sight.stale().snapshot("another", "COMPLETED", "file:/sp/another"))
                .see(Sight.stale().snapshot("ours", "IN_PROGRESS", ""));
        assertThat(play.deployment().isWatching()).isTrue();
        play.see(Sight.stale().snapshot("ours", "COMPLETED", "file:/sp/ours"))
                .finish(Effect.NoteSavepoint.class)
                .expect(Effect.Apply.class);
        assertThat(play.deployment().savepoints())
                .extracting(SavepointTaken::path, SavepointTaken::trigger)
                .containsExactly(Tuple.tuple("file:/sp/ours", Optional.of("ours")));
    }

    @Test
    public void an_abandoned_snapshot_is_a_failed_one() {
        Play play =
                Play.of(BACKUP).locked().baseline(Play.healthy()).askedForSavepoint(SavepointMethod.SNAPSHOT, "ours");
        play.see(Sight.stale().snapshot("ours", "ABANDONED", ""))
                .finish(Effect.Unlock.class)
                .ended(Phase.FAILED);
        assertThat(play.summary()).contains("ABANDONED").contains("Nothing on the cluster was changed");
    }

    @Test
    public void a_savepoint_that_fails_ends_the_deployment_before_anything_changed() {
        Play play = Play.of(BACKUP).locked().baseline(Play.healthy()).askedForSavepoint();
        play.see(Sight.stale().event("SavepointError", "an old one", APPLIED.minusSeconds(3600)));
        assertThat(play.deployment().isWatching()).isTrue();
        play.see(Sight.stale().event("SavepointError", "No space left on device", play.now()));
        play.finish(Effect.Unlock.class).ended(Phase.FAILED);
        assertThat(play.summary())
                .contains("No space left on device")
                .contains("Nothing on the cluster was changed, but a savepoint was asked for");
    }

    @Test
    public void a_savepoint_that_takes_too_long_ends_the_deployment_before_anything_changed() {
        Play play = Play.of(BACKUP).locked().baseline(Play.healthy()).askedForSavepoint();
        play.seeFor(Duration.ofMinutes(5), Sight.stale())
                .finish(Effect.Unlock.class)
                .ended(Phase.FAILED);
        assertThat(play.summary()).contains("No savepoint after 2 min 00 s");
        assertThat(play.deployment().hasApplied()).isFalse();
    }

    @Test
    public void a_job_that_stops_during_its_savepoint_ends_the_deployment() {
        Play play = Play.of(BACKUP).locked().baseline(Play.healthy()).askedForSavepoint();
        play.see(Sight.stale().job("RESTARTING", "old", "100"))
                .finish(Effect.Unlock.class)
                .ended(Phase.FAILED);
        assertThat(play.summary()).contains("left RUNNING").contains("RESTARTING");
    }

    @Test
    public void no_running_job_needs_no_savepoint() {
        Play.of(BACKUP).locked().baseline(Play.nothing()).expect(Effect.Apply.class);
    }

    @Test
    public void what_runs_already_is_not_restarted() {
        Play play = Play.of(SETTINGS).locked();
        play.baseline(Play.standing("new", Sight.OLD_JOB, true, false, Optional.of(Play.revision())));
        play.finish(Effect.Unlock.class).ended(Phase.UNCHANGED);
        assertThat(play.deployment().hasApplied()).isFalse();
        assertThat(play.deployment().phase().isSuccess()).isTrue();
    }

    @Test
    public void what_runs_already_is_applied_again_by_force() {
        Play play = Play.of(SETTINGS, false, true).locked();
        play.baseline(Play.standing("new", Sight.OLD_JOB, true, false, Optional.of(Play.revision())));
        play.expect(Effect.Apply.class);
    }

    @Test
    public void the_same_content_is_applied_again_when_its_job_is_not_healthy() {
        Play play = Play.of(SETTINGS).locked();
        play.baseline(Play.standing("new", Sight.jobSeen("FAILED", "old", "100"), false, false, Optional.empty()));
        play.expect(Effect.Apply.class);
        assertThat(play.log()).anyMatch(line -> line.contains("but the job is not healthy"));
    }

    @Test
    public void a_dry_run_ends_after_the_server_s_answer_and_takes_no_lease() {
        Play play = Play.of(SETTINGS, true, false).inspected(true, true).ready().dryRunAccepted();
        play.ended(Phase.DRY_RUN);
        assertThat(play.summary()).contains("nothing was changed");
    }

    @Test
    public void a_missing_namespace_and_a_missing_kind_are_said_first() {
        Play namespace = Play.of(SETTINGS).inspected(false, true).ended(Phase.FAILED);
        assertThat(namespace.summary())
                .contains("namespace streaming does not exist")
                .contains("Nothing on the cluster");
        Play kind = Play.of(SETTINGS).inspected(true, false).ended(Phase.FAILED);
        assertThat(kind.summary()).contains("FlinkDeployment").contains("Install the Apache Flink Kubernetes Operator");
    }

    @Test
    public void a_busy_target_is_waited_for() {
        Play play = Play.of(SETTINGS).inspected(true, true).ready().dryRunAccepted();
        for (int i = 0; i < 20; i++) {
            play.pass(Duration.ofSeconds(2)).lockAnswered(Optional.of("d-other"));
        }
        play.lockAnswered(Optional.empty()).expect(Effect.ReadBaseline.class);
        assertThat(play.log().stream().filter(line -> line.contains("d-other"))).hasSize(1);
    }

    @Test
    public void a_target_that_stays_busy_ends_the_deployment() {
        Play play = Play.of(SETTINGS).inspected(true, true).ready().dryRunAccepted();
        play.lockAnswered(Optional.of("d-other"));
        play.pass(Duration.ofMinutes(11)).lockAnswered(Optional.of("d-other")).ended(Phase.FAILED);
        assertThat(play.summary()).contains("stayed locked").contains("d-other");
    }

    @Test
    public void one_failed_request_does_not_end_a_long_wait_for_the_lease() {
        Play play = Play.of(SETTINGS).inspected(true, true).ready().dryRunAccepted();
        play.lockAnswered(Optional.of("d-other"));
        play.pass(Duration.ofMinutes(6)).failed("away.", true);
        assertThat(play.deployment().isFinished()).isFalse();
        play.pass(Duration.ofSeconds(30)).lockAnswered(Optional.empty()).expect(Effect.ReadBaseline.class);
    }

    @Test
    public void a_commit_that_was_rolled_back_is_refused_unless_forced() {
        Play refused = Play.of(SETTINGS).locked().baseline(Play.healthy(), Optional.of(Play.COMMIT));
        refused.finish(Effect.Unlock.class).ended(Phase.FAILED);
        assertThat(refused.summary()).contains("rolled back").contains("force");
        Play.of(SETTINGS, false, true)
                .locked()
                .baseline(Play.healthy(), Optional.of(Play.COMMIT))
                .expect(Effect.Apply.class);
        Play.of(SETTINGS)
                .locked()
                .baseline(Play.healthy(), Optional.of("another"))
                .expect(Effect.Apply.class);
    }

    @Test
    public void a_job_that_somebody_suspended_stays_suspended() {
        Play play = Play.of(SETTINGS).locked();
        play.baseline(Play.standing(
                "old", Sight.jobSeen("FINISHED", "old", "100"), false, true, Optional.of(Play.revision())));
        assertThat(play.expect(Effect.Apply.class).manifest().textAt("/spec/job/state"))
                .contains("suspended");
        Sight suspended = Sight.upgrading().lifecycle("SUSPENDED").suspended();
        play.applied(3)
                .see(suspended)
                .confirmed(suspended)
                .finish(Effect.Record.class, Effect.Unlock.class)
                .ended(Phase.DONE);
        assertThat(play.summary()).contains("suspended, as the specification asks");
    }

    @Test
    public void a_job_that_somebody_suspended_is_started_where_that_is_asked() {
        Play play = Play.of(SETTINGS.withWhenSuspended(WhenSuspended.START)).locked();
        play.baseline(Play.standing("old", JobSeen.NONE, false, true, Optional.empty()));
        assertThat(play.expect(Effect.Apply.class).manifest().textAt("/spec/job/state"))
                .contains("running");
    }

    @Test
    public void a_finished_deployment_hears_nothing_any_more() {
        Play play = Play.of(SETTINGS).inspected(false, true).ended(Phase.FAILED);
        Deployment end = play.deployment();
        assertThat(play.abort().deployment()).isEqualTo(end);
    }

    private static Sight healthy() {
        return Sight.running().sample(sample(0, 2));
    }
}
