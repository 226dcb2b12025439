package io.jenkins.plugins.flinkdeploy.engine.deploy;

import static io.jenkins.plugins.flinkdeploy.engine.deploy.Play.SETTINGS;
import static io.jenkins.plugins.flinkdeploy.engine.health.Sight.sample;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.engine.definition.DeploySettings;
import io.jenkins.plugins.flinkdeploy.engine.definition.RollbackPolicy;
import io.jenkins.plugins.flinkdeploy.engine.definition.SavepointPolicy;
import io.jenkins.plugins.flinkdeploy.engine.definition.WhenSuspended;
import io.jenkins.plugins.flinkdeploy.engine.health.FindingCode;
import io.jenkins.plugins.flinkdeploy.engine.health.Pods;
import io.jenkins.plugins.flinkdeploy.engine.health.Sight;
import io.jenkins.plugins.flinkdeploy.engine.record.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

/** Deployments that fail, are rolled back, aborted or cannot reach the API server, as sequences of what happens to them. */
public class FailingDeploymentTest {
    private static final DeploySettings BACKUP = SETTINGS.withSavepoint(SavepointPolicy.BEFORE);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    public void a_failure_is_diagnosed_and_rolled_back_and_is_no_success() {
        Play play = failing(SETTINGS, Play.healthy()).diagnosed();
        Effect.RollBack back = play.expect(Effect.RollBack.class);
        assertThat(back.revision().manifest().annotation("flinkdeploy.jenkins.io/deployment-id"))
                .contains("d-new");
        assertThat(back.revision().manifest().textAt("/spec/image")).contains("img:old");
        play.applied(4).see(Sight.running().generation(4).job("FAILED", "new", "200"));
        Sight restored = Sight.applied()
                .generation(4)
                .accepted(4)
                .job("RUNNING", "third", "300")
                .sample(sample(0, 1));
        play.seeFor(MINUTE, restored).confirmed(restored);
        play.finish(Effect.MarkRolledBack.class, Effect.Unlock.class).ended(Phase.ROLLED_BACK);
        assertThat(play.deployment().phase().isSuccess()).isFalse();
        assertThat(play.summary())
                .contains("deployment failed, service restored")
                .contains("0ddc0ffe");
        assertThat(play.deployment().failure().orElseThrow().code()).isEqualTo(FindingCode.JOB_FAILED);
    }

    @Test
    public void what_may_pass_is_told_with_its_likely_cause_and_once() {
        Play play = Play.of(SETTINGS).locked().baseline(Play.healthy()).applied(3);
        Sight noRoom =
                Sight.upgrading().pod(Pods.unschedulable("0/3 nodes are available: 3 Insufficient cpu.", play.now()));
        play.see(noRoom).see(noRoom);
        assertThat(play.log())
                .filteredOn(line -> line.startsWith("likely cause"))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("likely cause: no room on the nodes.")
                        .contains("as much cpu left")
                        .contains("within 45 s: Lower cpu or memory"));
        assertThat(play.deployment().isWatching()).isTrue();
    }

    @Test
    public void a_diagnosis_says_where_more_is_written_about_its_cause() {
        Play play = failing(SETTINGS, Play.healthy()).diagnosed();
        assertThat(play.log()).anyMatch(line -> line.endsWith("more about this cause: docs/causes.md#cause"));
        assertThat(Report.of(play.deployment()).page()).contains("docs/causes.md#cause");
    }

    @Test
    public void a_refused_specification_is_rolled_back_without_waiting_for_another_job() {
        Play play = Play.of(SETTINGS).locked().baseline(Play.healthy()).applied(3);
        play.see(Sight.applied().event("ValidationError", "parallelism must be positive", play.now()));
        Instant refusedAt = play.now();
        play.diagnosed().applied(4);
        Sight restored = Sight.applied()
                .generation(4)
                .sample(sample(0, 9))
                .event("ValidationError", "parallelism must be positive", refusedAt);
        play.see(restored).see(restored.accepted(4)).see(restored);
        play.seeFor(MINUTE, restored.sample(sample(0, 10))).confirmed(restored);
        play.finish(Effect.MarkRolledBack.class, Effect.Unlock.class).ended(Phase.ROLLED_BACK);
    }

    @Test
    public void a_rollback_that_does_not_come_up_either_is_said() {
        Play play = failing(SETTINGS, Play.healthy()).diagnosed().applied(4);
        play.see(Sight.applied().generation(4).accepted(4).job("FAILED", "third", "300"));
        play.finish(Effect.Unlock.class).ended(Phase.FAILED);
        assertThat(play.summary()).contains("and the rollback too");
    }

    @Test
    public void a_rollback_that_another_deployment_overtakes_claims_nothing_about_the_target() {
        Play play = failing(SETTINGS, Play.healthy()).diagnosed().applied(4);
        play.see(Sight.applied().generation(5).deployment("d-newer"))
                .finish(Effect.Unlock.class)
                .ended(Phase.FAILED);
        assertThat(play.summary()).contains("overtaken").doesNotContain("stays applied");
    }

    @Test
    public void a_rollback_soaks_by_the_rules_of_what_it_goes_back_to() {
        Before stateless = Play.standing(
                "old",
                Sight.OLD_JOB,
                true,
                false,
                Optional.of(Play.revision(Play.manifest("d-old", "stateless", "img:old"))));
        Play play = failing(SETTINGS, stateless).diagnosed().applied(4);
        Sight restored = Sight.applied()
                .generation(4)
                .accepted(4)
                .job("RUNNING", "third", "300")
                .sample(sample(0, 0));
        play.seeFor(MINUTE, restored).expect(Effect.Confirm.class);
    }

    @Test
    public void a_rollback_leaves_the_job_running_although_the_revision_was_made_suspended() {
        Before before = Play.standing(
                "old",
                Sight.OLD_JOB,
                true,
                false,
                Optional.of(Play.revision(
                        Preparing.withState(Play.manifest("d-old", "savepoint", "img:old"), "suspended"))));
        Effect.RollBack back = failing(SETTINGS, before).diagnosed().expect(Effect.RollBack.class);
        assertThat(back.revision().manifest().textAt("/spec/job/state")).contains("running");
    }

    @Test
    public void a_rollback_gives_a_job_that_was_suspended_back_suspended() {
        Before before = Play.standing(
                "old", Sight.jobSeen("FINISHED", "old", "100"), false, true, Optional.of(Play.revision()));
        Effect.RollBack back = failing(SETTINGS.withWhenSuspended(WhenSuspended.START), before)
                .diagnosed()
                .expect(Effect.RollBack.class);
        assertThat(back.revision().manifest().textAt("/spec/job/state")).contains("suspended");
    }

    @Test
    public void without_an_earlier_revision_there_is_nothing_to_go_back_to() {
        Play play = failing(SETTINGS, Play.nothing())
                .diagnosed()
                .finish(Effect.Unlock.class)
                .ended(Phase.FAILED);
        assertThat(play.summary()).contains("no earlier revision");
    }

    @Test
    public void a_failure_of_the_last_good_content_is_not_rolled_back_to_itself() {
        Before same = Play.standing("other", Sight.OLD_JOB, true, false, Optional.of(Play.revision()));
        Play play = failing(
                SETTINGS,
                new Before(
                        same.exists(),
                        2,
                        same.job(),
                        true,
                        false,
                        same.deploymentId(),
                        same.commit(),
                        same.contentHash(),
                        same.image(),
                        true,
                        Optional.of(sameContent()),
                        8,
                        Optional.empty()));
        play.diagnosed().finish(Effect.Unlock.class).ended(Phase.FAILED);
        assertThat(play.summary()).contains("going back would not help");
    }

    @Test
    public void rollback_by_hand_and_no_rollback_leave_the_new_specification() {
        for (RollbackPolicy policy : List.of(RollbackPolicy.MANUAL, RollbackPolicy.OFF)) {
            Play play = failing(SETTINGS.withRollback(policy), Play.healthy()).diagnosed();
            play.finish(Effect.Unlock.class).ended(Phase.FAILED);
            assertThat(play.summary())
                    .contains("The resource holds the new specification")
                    .contains("Rollback is");
        }
    }

    @Test
    public void a_deployment_that_was_superseded_leaves_the_target_to_the_newer_one() {
        Play play = Play.of(SETTINGS).locked().baseline(Play.healthy()).applied(3);
        play.see(Sight.applied().generation(4).deployment("d-newer")).diagnosed();
        play.finish(Effect.Unlock.class).ended(Phase.FAILED);
        assertThat(play.summary()).contains("d-newer").contains("leaves the target");
    }

    @Test
    public void a_deployment_that_was_overtaken_before_its_apply_does_not_claim_to_know_what_arrived() {
        Play play = Play.of(SETTINGS).locked().baseline(Play.healthy());
        play.tell(new Input.Overtaken(play.now(), "Deployment d-other applied it meanwhile."));
        play.finish(Effect.Unlock.class).ended(Phase.FAILED);
        assertThat(play.summary()).contains("leaves the target as it is").doesNotContain("Nothing on the cluster");
    }

    @Test
    public void the_watch_s_old_picture_right_after_the_apply_changes_nothing() {
        Play play = Play.of(SETTINGS).locked().baseline(Play.healthy()).applied(3);
        play.see(Sight.stale().deployment("d-old"));
        assertThat(play.deployment().isWatching()).isTrue();
        assertThat(play.deployment().suspicion()).isEmpty();
    }

    @Test
    public void what_looks_wrong_must_stay_so_to_be_a_failure() {
        Play play = Play.of(SETTINGS).locked().baseline(Play.healthy()).applied(3);
        Sight error = Sight.upgrading().jobManager("ERROR");
        play.seeFor(Duration.ofSeconds(16), error).see(Sight.upgrading());
        play.seeFor(Duration.ofSeconds(16), error);
        assertThat(play.deployment().isWatching()).isTrue();
        play.seeFor(Duration.ofSeconds(10), error);
        assertThat(play.expect(Effect.Diagnose.class).finding().code()).isEqualTo(FindingCode.JOB_MANAGER_ERROR);
        assertThat(play.log().stream().filter(line -> line.contains("looks wrong")))
                .as("told once, although it went away in between")
                .hasSize(1);
    }

    @Test
    public void the_time_limit_names_what_was_seen_last() {
        Play play = Play.of(SETTINGS).locked().baseline(Play.healthy()).applied(3);
        play.seeFor(Duration.ofMinutes(11), Sight.upgrading());
        assertThat(play.expect(Effect.Diagnose.class).finding().text())
                .contains("10 min 00 s")
                .contains("job state FINISHED");
        assertThat(play.log().stream().filter(line -> line.contains("this takes long")))
                .hasSize(1);
    }

    @Test
    public void an_abort_before_the_apply_says_that_nothing_changed_and_frees_the_lease() {
        Play planned = Play.of(SETTINGS).abort().ended(Phase.ABORTED);
        assertThat(planned.summary()).contains("aborted by kim").contains("Nothing on the cluster was changed");
        Play locked =
                Play.of(SETTINGS).locked().abort().finish(Effect.Unlock.class).ended(Phase.ABORTED);
        assertThat(locked.summary()).contains("Nothing on the cluster was changed");
        Play savepoint = Play.of(BACKUP)
                .locked()
                .baseline(Play.healthy())
                .askedForSavepoint()
                .abort();
        savepoint.finish(Effect.Unlock.class).ended(Phase.ABORTED);
        assertThat(savepoint.summary()).contains("but a savepoint was asked for");
    }

    @Test
    public void an_abort_around_the_apply_does_not_claim_to_know() {
        Play play = Play.of(SETTINGS).locked().baseline(Play.healthy()).abort();
        play.finish(Effect.Unlock.class).ended(Phase.ABORTED);
        assertThat(play.summary()).contains("it is not known whether").doesNotContain("Nothing on the cluster");
    }

    @Test
    public void an_abort_after_the_apply_says_what_goes_on_and_how_to_go_back() {
        Play play = Play.of(SETTINGS)
                .locked()
                .baseline(Play.healthy())
                .applied(3)
                .see(Sight.upgrading())
                .abort();
        play.finish(Effect.Unlock.class).ended(Phase.ABORTED);
        assertThat(play.summary())
                .contains("generation 3")
                .contains("unwatched")
                .contains("revision 7");
    }

    @Test
    public void an_abort_of_a_rollback_says_whether_it_was_applied() {
        Play before = failing(SETTINGS, Play.healthy())
                .diagnosed()
                .abort()
                .finish(Effect.Unlock.class)
                .ended(Phase.ABORTED);
        assertThat(before.summary()).contains("it is not known whether it arrived");
        Play after =
                failing(SETTINGS, Play.healthy()).diagnosed().applied(4).abort().finish(Effect.Unlock.class);
        assertThat(after.ended(Phase.ABORTED).summary()).contains("the last good revision is applied (generation 4)");
    }

    @Test
    public void an_abort_comes_too_late_for_a_deployment_that_is_healthy_already() {
        Play play =
                Play.of(SETTINGS).locked().baseline(Play.healthy()).applied(3).see(Sight.upgrading());
        play.seeFor(MINUTE, healthy()).confirmed(healthy()).abort();
        play.finish(Effect.Record.class, Effect.Unlock.class).ended(Phase.DONE);
    }

    @Test
    public void an_effect_that_fails_for_the_moment_is_tried_again_with_growing_pauses() {
        Play play = Play.of(SETTINGS).inspected(true, true).ready();
        Duration first = Duration.ZERO;
        Duration last = Duration.ZERO;
        for (int i = 0; i < 6; i++) {
            play.failed("The API server cannot be reached.", true).expect(Effect.DryRun.class);
            Duration pause = Duration.between(
                    play.now(), play.deployment().retry().orElseThrow().notBefore());
            assertThat(pause).isLessThanOrEqualTo(Duration.ofSeconds(30));
            first = i == 0 ? pause : first;
            last = pause;
            play.pass(pause);
        }
        assertThat(last).isGreaterThan(first.multipliedBy(3));
        assertThat(play.log().stream().filter(line -> line.contains("Trying again")))
                .hasSize(1);
        play.dryRunAccepted().expect(Effect.Lock.class);
        assertThat(play.deployment().retry()).isEmpty();
    }

    @Test
    public void a_busy_server_is_not_asked_again_before_the_time_that_it_names() {
        Play play = Play.of(SETTINGS).inspected(true, true).ready();
        Duration asked = Duration.ofSeconds(40);
        play.tell(new Input.Failed(play.now(), "Too many requests.", true, false, Optional.of(asked)));
        assertThat(play.deployment().retry().orElseThrow().notBefore())
                .isBetween(play.now().plus(asked), play.now().plus(asked).plusSeconds(1));
    }

    @Test
    public void retries_end_and_say_that_nothing_changed() {
        Play play = Play.of(SETTINGS).inspected(true, true).ready().failed("away.", true);
        play.pass(Failing.PATIENCE_BEFORE_APPLY).failed("away.", true).ended(Phase.FAILED);
        assertThat(play.summary()).contains("Nothing on the cluster was changed");
    }

    @Test
    public void what_cannot_pass_is_not_tried_again() {
        Play.of(SETTINGS)
                .inspected(true, true)
                .ready()
                .failed("unknown field spec.foo", false)
                .ended(Phase.FAILED);
    }

    @Test
    public void an_apply_that_got_no_answer_is_not_called_harmless() {
        Play silent = Play.of(SETTINGS).locked().baseline(Play.healthy()).failed("away.", true);
        silent.pass(Failing.PATIENCE_BEFORE_APPLY)
                .failed("away.", true)
                .finish(Effect.Unlock.class)
                .ended(Phase.FAILED);
        assertThat(silent.summary()).contains("not known whether").doesNotContain("Nothing on the cluster");
        Play refused = Play.of(SETTINGS)
                .locked()
                .baseline(Play.healthy())
                .failed("away.", true)
                .failed("forbidden.", false);
        refused.finish(Effect.Unlock.class).ended(Phase.FAILED);
        assertThat(refused.summary()).contains("not known whether").doesNotContain("Nothing on the cluster");
        Play first = Play.of(SETTINGS).locked().baseline(Play.healthy()).failed("forbidden.", false);
        first.finish(Effect.Unlock.class).ended(Phase.FAILED);
        assertThat(first.summary()).contains("Nothing on the cluster was changed");
    }

    @Test
    public void a_success_that_cannot_be_confirmed_is_not_claimed() {
        Play play =
                Play.of(SETTINGS).locked().baseline(Play.healthy()).applied(3).see(Sight.upgrading());
        play.seeFor(MINUTE, healthy()).failed("away.", true);
        play.pass(SETTINGS.timeout())
                .failed("away.", true)
                .finish(Effect.Unlock.class)
                .ended(Phase.FAILED);
        assertThat(play.summary()).contains("not known whether it still is").doesNotContain("Nothing on the cluster");
    }

    @Test
    public void a_revision_record_that_cannot_be_written_is_a_warning() {
        Play play =
                Play.of(SETTINGS).locked().baseline(Play.healthy()).applied(3).see(Sight.upgrading());
        play.seeFor(MINUTE, healthy()).confirmed(healthy()).failed("forbidden.", false);
        play.finish(Effect.Unlock.class).ended(Phase.DONE);
        assertThat(play.log()).anyMatch(line -> line.contains("revision record could not be written"));
    }

    @Test
    public void a_lease_that_cannot_be_given_back_does_not_hold_the_deployment_for_long() {
        Play play = Play.of(SETTINGS)
                .locked()
                .baseline(Play.healthy())
                .applied(3)
                .see(Sight.upgrading())
                .abort();
        play.failed("away.", true)
                .pass(TargetLease.LIFETIME)
                .failed("away.", true)
                .ended(Phase.ABORTED);
        assertThat(play.log()).anyMatch(line -> line.contains("it expires by itself"));
    }

    @Test
    public void a_lease_that_may_not_be_renewed_is_not_tried_with_every_look() {
        Play play =
                Play.of(SETTINGS).locked().baseline(Play.healthy()).applied(3).pass(MINUTE);
        play.tell(new Input.Observed(play.now(), Sight.applied().at(play.now()).see()))
                .failed("forbidden.", false);
        play.tell(new Input.Observed(play.now(), Sight.applied().at(play.now()).see()));
        assertThat(play.deployment().isWatching()).isTrue();
    }

    private static Play failing(DeploySettings settings, Before before) {
        return Play.of(settings)
                .locked()
                .baseline(before)
                .applied(3)
                .see(Sight.upgrading())
                .see(Sight.running().job("FAILED", "new", "200"));
    }

    private static Revision sameContent() {
        var old = Play.revision();
        return new Revision(
                old.deploymentId(),
                old.number(),
                old.manifest(),
                old.configHash(),
                "new",
                old.commit(),
                old.buildUrl(),
                old.deployedBy(),
                old.imageDigest(),
                old.savepoint(),
                old.deployedAt(),
                old.took(),
                old.downtime());
    }

    private static Sight healthy() {
        return Sight.running().sample(sample(0, 2));
    }
}
