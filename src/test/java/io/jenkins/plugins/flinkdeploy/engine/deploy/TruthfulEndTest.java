package io.jenkins.plugins.flinkdeploy.engine.deploy;

import static io.jenkins.plugins.flinkdeploy.engine.deploy.Play.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.engine.definition.SavepointPolicy;
import io.jenkins.plugins.flinkdeploy.engine.health.FindingCode;
import io.jenkins.plugins.flinkdeploy.engine.health.Sight;
import java.time.Duration;
import org.junit.Test;

/** A deployment claims nothing that it does not know. */
public class TruthfulEndTest {
    @Test
    public void a_job_that_nobody_can_be_asked_about_is_neither_called_healthy_nor_rolled_back() {
        Play play = Play.of(SETTINGS).locked().baseline(Play.healthy()).applied(3);
        play.see(Sight.upgrading()).seeFor(Duration.ofMinutes(3), Sight.running());
        play.diagnosed().finish(Effect.Unlock.class).ended(Phase.FAILED);
        assertThat(play.deployment().failure().orElseThrow().code()).isEqualTo(FindingCode.UNPROVEN);
        assertThat(play.summary())
                .contains("does not answer")
                .contains("it was not rolled back")
                .contains("services/proxy");
    }

    @Test
    public void without_checkpoints_to_prove_the_word_of_the_operator_counts() {
        Play play = Play.of(SETTINGS.withMinCheckpoints(0))
                .locked()
                .baseline(Play.healthy())
                .applied(3);
        play.see(Sight.upgrading())
                .seeFor(Duration.ofMinutes(3), Sight.running())
                .confirmed(Sight.running());
        play.finish(Effect.Record.class, Effect.Unlock.class).ended(Phase.DONE);
        assertThat(play.summary()).contains("REST API could not be asked");
    }

    @Test
    public void an_apply_whose_fate_is_not_known_is_said_to_be_so() {
        Play play = Play.of(SETTINGS).locked().baseline(Play.healthy());
        play.expect(Effect.Apply.class);
        play.tell(new Input.Failed(play.now(), "The identity may not read it any more.", false, false));
        play.finish(Effect.Unlock.class).ended(Phase.FAILED);
        assertThat(play.summary()).contains("not known whether the new specification arrived");
        assertThat(play.summary()).doesNotContain("Nothing on the cluster was changed");
    }

    @Test
    public void a_rollback_whose_fate_is_not_known_is_said_to_be_so() {
        Play play = Play.of(SETTINGS).locked().baseline(Play.healthy()).applied(3);
        play.see(Sight.running().job("FAILED", "new", "200")).diagnosed();
        play.tell(new Input.Failed(play.now(), "The identity may not read it any more.", false, false));
        play.finish(Effect.Unlock.class).ended(Phase.FAILED);
        assertThat(play.summary())
                .contains("not known whether the last good revision arrived")
                .doesNotContain("holds the new specification");
    }

    @Test
    public void a_savepoint_that_failed_is_told_by_its_own_code() {
        Play play = Play.of(SETTINGS.withSavepoint(SavepointPolicy.BEFORE))
                .locked()
                .baseline(Play.healthy())
                .askedForSavepoint();
        play.see(Sight.stale().event("SavepointError", "disk full", play.now()));
        assertThat(play.deployment().failure().orElseThrow().code()).isEqualTo(FindingCode.SAVEPOINT_FAILED);
    }
}
