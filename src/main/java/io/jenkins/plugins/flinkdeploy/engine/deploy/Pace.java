package io.jenkins.plugins.flinkdeploy.engine.deploy;

import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;

/**
 * How soon a waiting deployment looks again when nothing wakes it, and how often it asks the JobManager. Watches tell what changes
 * on the cluster, so looks are for what time alone brings about.
 */
final class Pace {
    private static final Duration IDLE = Duration.ofSeconds(6);
    /** While something looks wrong, the moment at which it counts as wrong must not be missed by much. */
    private static final Duration WARY = Duration.ofSeconds(1);

    /** What Flink knows and the operator does not tell yet is found within this time. */
    private static final Duration SAMPLES = Duration.ofSeconds(5);
    /** What the soak waits for after its time: a checkpoint, the last task. */
    private static final Duration SAMPLES_AFTER_SOAK = Duration.ofSeconds(1);

    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final DoubleSupplier random;
    private Instant sampledAt = Instant.MIN;

    /** @param random numbers from 0 (inclusive) to 1 (exclusive), so that those who wait together do not look together */
    Pace(DoubleSupplier random) {
        this.random = random;
    }

    /** How long to rest. */
    Duration pause(Deployment now, Instant at) {
        if (now.soak().isPresent()) {
            return later(earlier(untilSample(now, at), untilSoakEnds(now, at)), SHORTEST);
        }
        if (now.suspicion().isPresent() || isFailing(now)) {
            return WARY;
        }
        if (isTakingSavepoint(now)) {
            return later(untilSample(now, at), SHORTEST);
        }
        return Duration.ofMillis((long) (IDLE.toMillis() * (0.75 + random.getAsDouble() / 2)));
    }

    /** Whether the JobManager is to be asked now: in time during the soak and at its end, and for the size of a backup savepoint. */
    boolean wantsSample(Deployment now, Instant at) {
        if (now.soak().isEmpty() && !isTakingSavepoint(now)) {
            return false;
        }
        boolean due =
                !isPositive(untilSample(now, at)) || now.soak().isPresent() && soakEndsBetween(now, sampledAt, at);
        if (due) {
            sampledAt = at;
        }
        return due;
    }

    private static boolean isFailing(Deployment now) {
        return now.lastJob()
                .filter(job -> job.is("RESTARTING") || job.is("FAILING"))
                .isPresent();
    }

    private static boolean isTakingSavepoint(Deployment now) {
        return now.savepointAsked().isPresent() && !now.hasApplied();
    }

    private Duration untilSample(Deployment now, Instant at) {
        if (sampledAt.equals(Instant.MIN)) {
            return Duration.ZERO;
        }
        boolean overdue = now.soak().isEmpty() || !isPositive(untilSoakEnds(now, sampledAt));
        return Duration.between(at, sampledAt.plus(overdue ? SAMPLES_AFTER_SOAK : SAMPLES));
    }

    private static boolean soakEndsBetween(Deployment now, Instant from, Instant to) {
        return isPositive(untilSoakEnds(now, from)) && !isPositive(untilSoakEnds(now, to));
    }

    private static Duration untilSoakEnds(Deployment now, Instant at) {
        return Duration.between(
                at, now.soak().orElseThrow().since().plus(now.order().settings().soak()));
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }

    private static Duration earlier(Duration one, Duration other) {
        return !isPositive(other) || one.compareTo(other) < 0 ? one : other;
    }

    private static Duration later(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
