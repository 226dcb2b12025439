package io.jenkins.plugins.flinkdeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.Test;

public class RetryPauseTest {
    private static final Optional<Duration> NOTHING_ASKED = Optional.empty();

    @Test
    public void hundreds_of_deployments_that_an_outage_met_do_not_come_back_together() {
        for (int failures : List.of(1, 5, 30)) {
            List<Duration> pauses = IntStream.range(0, 500)
                    .mapToObj(number -> RetryPause.after(failures, NOTHING_ASKED, "d-" + number))
                    .toList();
            Duration longest = pauses.stream().max(Duration::compareTo).orElseThrow();
            for (int tenth = 5; tenth < 10; tenth++) {
                Duration from = longest.multipliedBy(tenth).dividedBy(10);
                Duration to = longest.multipliedBy(tenth + 1).dividedBy(10);
                assertThat(pauses.stream()
                                .filter(pause -> pause.compareTo(from) >= 0 && pause.compareTo(to) < 0)
                                .count())
                        .as("of 500, after failure %s, between %s and %s", failures, from, to)
                        .isBetween(60L, 150L);
            }
        }
    }

    @Test
    public void pauses_grow_to_half_a_minute_at_most() {
        assertThat(RetryPause.after(1, NOTHING_ASKED, "d-1")).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(RetryPause.after(6, NOTHING_ASKED, "d-1")).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(11));
        assertThat(RetryPause.after(5000, NOTHING_ASKED, "d-1"))
                .isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
    }

    @Test
    public void the_same_deployment_decides_the_same_again() {
        assertThat(RetryPause.after(3, NOTHING_ASKED, "d-1")).isEqualTo(RetryPause.after(3, NOTHING_ASKED, "d-1"));
    }

    @Test
    public void a_server_that_asks_to_be_left_alone_is_not_asked_before_within_reason() {
        assertThat(RetryPause.after(1, Optional.of(Duration.ofSeconds(40)), "d-1"))
                .isBetween(Duration.ofSeconds(40), Duration.ofSeconds(41));
        assertThat(RetryPause.after(1, Optional.of(Duration.ofHours(1)), "d-1")).isLessThan(Duration.ofMinutes(3));
    }
}
