package io.jenkins.plugins.flinkdeploy.engine.deploy;

import static io.jenkins.plugins.flinkdeploy.engine.deploy.Play.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.engine.health.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

/** How often a JobManager is asked, and what, for as long as a soak lasts. */
public class PaceTest {
    private static final Duration SOAK = Duration.ofMinutes(2);
    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    private final Pace pace = new Pace(() -> 0.5);

    @Test
    public void begin_and_end_of_a_soak_are_judged_by_everything_and_what_is_between_by_failures_alone() {
        List<Inquiry> asked = asked(soaking(true), SOAK);
        assertThat(asked.get(0)).isEqualTo(Inquiry.STATE);
        assertThat(asked.subList(1, asked.size() - 1)).hasSizeBetween(10, 14).containsOnly(Inquiry.FAILURES);
        assertThat(asked.get(asked.size() - 1)).isEqualTo(Inquiry.STATE);
    }

    @Test
    public void what_a_soak_waits_for_beyond_its_time_is_asked_for_ever_more_seldom() {
        List<Inquiry> asked = asked(soaking(true), SOAK.plusMinutes(10));
        assertThat(asked.size()).isLessThan(110);
        assertThat(asked.get(asked.size() - 1)).isEqualTo(Inquiry.STATE);
    }

    @Test
    public void as_long_as_it_is_not_known_with_which_state_a_job_began_it_is_asked_for() {
        assertThat(asked(soaking(false), Duration.ofSeconds(30)))
                .hasSizeGreaterThan(3)
                .containsOnly(Inquiry.STATE);
    }

    /** What is asked in that time, by somebody who is woken every half second. */
    private List<Inquiry> asked(Deployment deployment, Duration time) {
        List<Inquiry> asked = new ArrayList<>();
        Instant begin = deployment.soak().orElseThrow().since();
        for (Instant at = begin; !at.isAfter(begin.plus(time)); at = at.plus(HALF_A_SECOND)) {
            Inquiry inquiry = pace.asks(deployment, at);
            if (inquiry != Inquiry.NOTHING) {
                asked.add(inquiry);
            }
        }
        return asked;
    }

    private static Deployment soaking(boolean stateIsKnown) {
        Play play = Play.of(SETTINGS.withSoak(SOAK))
                .locked()
                .baseline(Play.healthy())
                .applied(3);
        Sight running = Sight.running();
        play.see(Sight.upgrading()).see(running);
        play.see(running.sample(
                stateIsKnown ? Sight.restored(1, Optional.of("file:/sp/up")) : Sight.restored(0, Optional.empty())));
        assertThat(play.deployment().phase()).isEqualTo(Phase.SOAKING);
        assertThat(play.deployment().restoredFrom().isPresent()).isEqualTo(stateIsKnown);
        return play.deployment();
    }
}
