package io.jenkins.plugins.flinkdeploy.health;

import hudson.model.Job;
import io.jenkins.plugins.flinkdeploy.engine.checkup.HealthReport;
import io.jenkins.plugins.flinkdeploy.engine.checkup.HealthState;
import java.util.Optional;

/**
 * The health of a cluster became another one.
 *
 * @param job the job that deployed it
 * @param target name of the target of Jenkins where it is
 * @param from how it was; empty at the first look
 * @param report how it is now: its {@link HealthReport#state state}, and every finding
 */
public record HealthChange(Job<?, ?> job, String target, Optional<HealthState> from, HealthReport report) {
    /** How it is now. */
    public HealthState to() {
        return report.state();
    }
}
