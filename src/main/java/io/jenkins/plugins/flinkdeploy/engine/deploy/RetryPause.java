package io.jenkins.plugins.flinkdeploy.engine.deploy;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * How long to wait before something that failed is tried again. The pauses grow, and are spread: after an outage all deployments that
 * it met would else come back at the same moments. What spreads them is drawn from the deployment's id, so that the decisions of a
 * deployment stay a function of its state.
 */
final class RetryPause {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final double GROWTH = 1.6;

    /** Who asks to be left alone for longer is asked again after this long. */
    private static final Duration LONGEST_ASKED = Duration.ofMinutes(2);

    private RetryPause() {}

    /**
     * The pause after a failure.
     *
     * @param failures how many attempts have failed in a row, from 1
     * @param askedFor how long the server asks to be left alone
     * @param id of the deployment
     */
    static Duration after(int failures, Optional<Duration> askedFor, String id) {
        double growth = Math.pow(GROWTH, Math.min(failures, 20) - 1);
        Duration own = shorter(LONGEST, Duration.ofMillis((long) (FIRST.toMillis() * growth)));
        Duration spread = spread(own, failures, id);
        // After the time that was named, not before it.
        return askedFor.map(asked -> shorter(asked, LONGEST_ASKED).plus(spread)).orElse(spread);
    }

    /** A pause from half of the given one to all of it, another for each deployment and each attempt. */
    static Duration spread(Duration full, int attempt, String id) {
        double part = new SplittableRandom(31L * id.hashCode() + attempt).nextDouble();
        long half = full.toMillis() / 2;
        return Duration.ofMillis(half + (long) (half * part));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
