package io.jenkins.plugins.flinkdeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.health.Sight;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.Test;

/** A deployment that an older version of this tool saved is gone on with; one of a newer version is refused. */
public class SavedStateTest {
    @Test
    public void a_soak_that_the_first_version_saved_goes_on() throws IOException {
        Deployment saved = Deployment.fromJson(golden("soaking-v1.json"));
        assertThat(saved.phase()).isEqualTo(Phase.SOAKING);
        assertThat(saved.baseline().orElseThrow().generation()).isEqualTo(3);
        assertThat(saved.lockedAt()).isPresent();
        Decision failed = DeploymentMachine.on(
                saved,
                new Input.Observed(
                        saved.phaseSince().plusSeconds(10),
                        Sight.running()
                                .job("FAILED", "new", "200")
                                .at(saved.phaseSince().plusSeconds(10))
                                .see()));
        assertThat(failed.deployment().pending()).hasAtLeastOneElementOfType(Effect.Diagnose.class);
    }

    @Test
    public void a_rollback_that_the_first_version_saved_goes_on() throws IOException {
        Deployment saved = Deployment.fromJson(golden("rolling-back-v1.json"));
        assertThat(saved.phase()).isEqualTo(Phase.ROLLING_BACK);
        Decision applied =
                DeploymentMachine.on(saved, new Input.Applied(saved.phaseSince().plusSeconds(1), "uid-1", 4));
        assertThat(applied.deployment().isWatching()).isTrue();
        assertThat(applied.deployment().baseline().orElseThrow().generation()).isEqualTo(4);
    }

    @Test
    public void a_state_of_a_newer_version_is_refused_and_says_which_version_to_use() throws IOException {
        ObjectNode newer = (ObjectNode) Json.read(golden("soaking-v1.json"));
        newer.put("version", Deployment.FORMAT + 1);
        assertThatThrownBy(() -> Deployment.fromJson(newer.toString()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("format " + (Deployment.FORMAT + 1))
                .hasMessageContaining("Resume it with the version that wrote it");
    }

    @Test
    public void what_is_no_saved_deployment_is_refused_without_a_stack_of_causes() {
        for (String text : new String[] {"", "{", "[]", "{}", "null", "{\"version\":\"new\"}", "{\"version\":1}"}) {
            assertThatThrownBy(() -> Deployment.fromJson(text)).as(text).isInstanceOf(UserException.class);
        }
    }

    @Test
    public void what_changes_with_every_look_is_not_saved_every_time() {
        Play play = Play.of(Play.SETTINGS).locked().baseline(Play.healthy()).applied(3);
        play.see(Sight.running().sample(Sight.sample(0, 1))).see(Sight.running().sample(Sight.sample(0, 1)));
        Deployment before = play.deployment();
        Deployment sampled =
                play.see(Sight.running().sample(Sight.sample(0, 2))).deployment();
        assertThat(sampled).isNotEqualTo(before);
        assertThat(sampled.isWorthSavingAfter(before)).isFalse();
        Deployment failed =
                play.see(Sight.running().job("FAILED", "new", "200")).deployment();
        assertThat(failed.isWorthSavingAfter(sampled)).isTrue();
    }

    static String golden(String name) throws IOException {
        try (InputStream stream = SavedStateTest.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
