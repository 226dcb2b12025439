package io.jenkins.plugins.flinkdeploy.engine.checkup;

import java.time.Instant;
import java.util.Optional;

/**
 * What one check found.
 *
 * @param check what was looked at
 * @param job Flink's name of the job, where it was one job that was looked at
 * @param text one line for people
 * @param measured what was measured, where it is a number
 * @param limit the number from which on it is not well
 * @param since since when it is in this state, as far as was seen: when nobody looked before, the time of the look
 */
public record HealthFinding(
        HealthCheck check,
        Optional<String> job,
        HealthState state,
        String text,
        Optional<Amount> measured,
        Optional<Amount> limit,
        Instant since) {
    static HealthFinding of(HealthCheck check, HealthState state, String text, Instant at) {
        return new HealthFinding(check, Optional.empty(), state, text, Optional.empty(), Optional.empty(), at);
    }

    static HealthFinding unmeasured(HealthCheck check, String why, Instant at) {
        return of(check, HealthState.UNKNOWN, "not measured: " + why, at);
    }

    HealthFinding measuring(Amount amount, Amount most) {
        return new HealthFinding(check, job, state, text, Optional.of(amount), Optional.of(most), since);
    }

    HealthFinding measuring(Amount amount) {
        return new HealthFinding(check, job, state, text, Optional.of(amount), limit, since);
    }

    HealthFinding of(String name) {
        return new HealthFinding(check, Optional.of(name), state, text, measured, limit, since);
    }

    HealthFinding in(HealthState another) {
        return new HealthFinding(check, job, another, text, measured, limit, since);
    }

    HealthFinding since(Instant moment) {
        return new HealthFinding(check, job, state, text, measured, limit, moment);
    }

    boolean sameAs(HealthFinding other) {
        return check == other.check && job.equals(other.job) && state == other.state;
    }
}
