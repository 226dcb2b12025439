package io.jenkins.plugins.flinkdeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.SavepointPolicy;
import io.jenkins.plugins.flinkdeploy.engine.health.FindingCode;
import io.jenkins.plugins.flinkdeploy.engine.health.Sight;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.time.Duration;
import java.util.Optional;
import org.junit.Test;

/** Deployments in two halves: the apply, and the wait that somebody asks for later. */
public class ApplyOnlyTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    public void the_apply_is_the_end_and_gives_the_lease_back() {
        Play play = applied();
        assertThat(Report.of(play.deployment()).success()).isTrue();
        assertThat(Report.of(play.deployment()).generation()).contains(3L);
        assertThat(play.summary()).contains("generation 3").contains("not known");
    }

    @Test
    public void the_wait_is_that_of_any_deployment_and_its_time_begins_with_it() {
        Play play = Play.goOn(applied(), Duration.ofHours(2));
        play.expect(Effect.RenewLock.class);
        play.tell(new Input.LockAnswered(play.now(), Optional.empty()));
        play.see(Sight.upgrading()).seeFor(MINUTE, healthy()).confirmed(healthy());
        assertThat(play.expect(Effect.Record.class).revision().number()).isEqualTo(8);
        play.finish(Effect.Record.class, Effect.Unlock.class).ended(Phase.DONE);
    }

    @Test
    public void what_fails_while_it_is_waited_for_is_rolled_back() {
        Play play = Play.goOn(applied(), Duration.ofMinutes(5));
        play.tell(new Input.LockAnswered(play.now(), Optional.empty()));
        play.seeFor(MINUTE, Sight.running().job("FAILED", "new", "200"));
        assertThat(play.expect(Effect.Diagnose.class).finding().code()).isEqualTo(FindingCode.JOB_FAILED);
        play.diagnosed().expect(Effect.RollBack.class);
    }

    @Test
    public void a_savepoint_that_was_asked_for_comes_before_the_apply() {
        Play play = Play.of(order(SavepointPolicy.BEFORE)).locked().baseline(Play.healthy());
        play.askedForSavepoint();
        assertThat(play.deployment().phase()).isEqualTo(Phase.LOCKED);
    }

    @Test
    public void what_did_not_end_with_its_apply_cannot_be_waited_for() {
        Deployment fresh = DeploymentMachine.start(order(SavepointPolicy.UPGRADE));
        assertThatThrownBy(() -> DeploymentMachine.waitFor(fresh, Play.SETTINGS, fresh.phaseSince()))
                .hasMessageContaining("PLANNED");
    }

    @Test
    public void an_order_that_an_earlier_version_saved_is_carried_out_to_its_end() {
        ObjectNode written = Json.mapper().valueToTree(order(SavepointPolicy.UPGRADE));
        assertThat(written.remove("applyOnly").asBoolean()).isTrue();
        assertThat(Json.read(written.toString(), Order.class).applyOnly()).isFalse();
    }

    private static Sight healthy() {
        return Sight.running().sample(Sight.sample(0, 2));
    }

    private static Play applied() {
        return Play.of(order(SavepointPolicy.UPGRADE))
                .locked()
                .baseline(Play.healthy())
                .applied(3)
                .finish(Effect.Unlock.class)
                .ended(Phase.APPLIED_ONLY);
    }

    private static Order order(SavepointPolicy savepoint) {
        return new Order(
                        "d-new",
                        "orders.main",
                        Play.RESOURCE,
                        Play.SETTINGS.withSavepoint(savepoint),
                        new Order.Provenance(Optional.of(Play.COMMIT), Optional.empty(), Optional.of("kim")),
                        false,
                        false,
                        Sight.APPLIED.minusSeconds(20))
                .withApplyOnly();
    }
}
