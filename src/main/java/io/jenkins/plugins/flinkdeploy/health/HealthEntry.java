package io.jenkins.plugins.flinkdeploy.health;

import io.jenkins.plugins.flinkdeploy.engine.checkup.HealthState;
import io.jenkins.plugins.flinkdeploy.run.PageTimes;
import java.time.Instant;
import java.util.Optional;

/**
 * One change of a cluster's health.
 *
 * @param from empty for the first look
 * @param text what was wrong then, or that nothing was
 */
public record HealthEntry(Instant at, Optional<HealthState> from, HealthState to, String text) {
    public String getAtText() {
        return PageTimes.text(at);
    }

    public String getFromText() {
        return from.map(HealthWords::of).orElse("");
    }

    public String getToText() {
        return HealthWords.of(to);
    }

    public String getText() {
        return text;
    }
}
