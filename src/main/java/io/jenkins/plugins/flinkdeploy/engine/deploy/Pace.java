package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.health.Baseline;
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
    private static final Duration SAMPLES = Duration.ofSeconds(10);
    /** Most jobs that fail after RUNNING do so at once. */
    private static final Duration FIRST_SAMPLES = Duration.ofSeconds(5);

    private static final Duration FIRST_TIME = Duration.ofSeconds(20);

    /** What the soak waits for after its time is a checkpoint or the last task: the longer already, the longer until then. */
    private static final int OVERDUE_PART = 10;

    private static final Duration SHORTEST_OVERDUE = Duration.ofSeconds(1);
    /** Whoever waits for a savepoint waits to deploy. */
    private static final Duration LONGEST_SAVEPOINT = Duration.ofSeconds(3);

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

    /**
     * What the JobManager is to be asked now. The soak's end is judged by the whole of what it knows, and so is its beginning, which
     * tells with which state the job began; in between only failures could change anything.
     */
    Inquiry asks(Deployment now, Instant at) {
        if (now.soak().isEmpty() && !isTakingSavepoint(now)) {
            return Inquiry.NOTHING;
        }
        Instant before = sampledAt;
        boolean atEnd = now.soak().isPresent() && !isPositive(untilSoakEnds(now, at));
        boolean due = before.equals(Instant.MIN)
                || !isPositive(untilSample(now, at))
                || atEnd && isPositive(untilSoakEnds(now, before));
        if (!due) {
            return Inquiry.NOTHING;
        }
        sampledAt = at;
        boolean atBegin =
                now.soak().filter(soak -> before.isBefore(soak.since())).isPresent();
        return atBegin || atEnd || isTakingSavepoint(now) || RestoredState.isOpen(now) ? whole(now) : Inquiry.FAILURES;
    }

    private static Inquiry whole(Deployment now) {
        if (isTakingSavepoint(now)) {
            return Inquiry.STATE;
        }
        boolean started = now.baseline().filter(Baseline::restartExpected).isPresent();
        return RestoredState.isStateless(now) ? Inquiry.TASKS : started ? Inquiry.STATE : Inquiry.ALL;
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
        return sampledAt.equals(Instant.MIN)
                ? Duration.ZERO
                : Duration.between(at, sampledAt.plus(untilNext(now, sampledAt)));
    }

    private static Duration untilNext(Deployment now, Instant last) {
        if (now.soak().isEmpty()) {
            Duration soFar = Duration.between(now.phaseSince(), last);
            return earlier(later(soFar.dividedBy(OVERDUE_PART), SHORTEST_OVERDUE), LONGEST_SAVEPOINT);
        }
        Duration overdue = untilSoakEnds(now, last).negated();
        if (!overdue.isNegative()) {
            return earlier(later(overdue.dividedBy(OVERDUE_PART), SHORTEST_OVERDUE), SAMPLES);
        }
        Duration soFar = Duration.between(now.soak().orElseThrow().since(), last);
        return soFar.compareTo(FIRST_TIME) < 0 ? FIRST_SAMPLES : SAMPLES;
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
