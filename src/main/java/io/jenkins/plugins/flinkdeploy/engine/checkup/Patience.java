package io.jenkins.plugins.flinkdeploy.engine.checkup;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Tells what is only too early to tell from what takes too long, by what was found before. */
final class Patience {
    private final Optional<HealthReport> previous;
    private final Duration limit;
    private final Instant now;

    Patience(Optional<HealthReport> previous, Duration limit, Instant now) {
        this.previous = previous;
        this.limit = limit;
        this.now = now;
    }

    /** A finding that is not well yet: unknown at first, a failure when it was not well for too long. */
    HealthFinding judge(HealthCheck check, Optional<String> job, String text) {
        Instant since = previous.stream()
                .flatMap(report -> report.findings().stream())
                .filter(before -> before.check() == check && before.job().equals(job))
                .filter(before -> before.state() == HealthState.UNKNOWN || before.state() == HealthState.FAILING)
                .map(HealthFinding::since)
                .findFirst()
                .orElse(now);
        Duration waited = Duration.between(since, now);
        HealthState state = waited.compareTo(limit) >= 0 ? HealthState.FAILING : HealthState.UNKNOWN;
        return new HealthFinding(
                check, job, state, text, Optional.of(Amount.of(waited)), Optional.of(Amount.of(limit)), since);
    }
}
