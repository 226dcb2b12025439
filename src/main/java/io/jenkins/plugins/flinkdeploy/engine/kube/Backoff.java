package io.jenkins.plugins.flinkdeploy.engine.kube;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Pauses between attempts: doubled from the first to the longest, each spread over its upper half so that many clients do not
 * come back to a recovering server in step.
 *
 * @param random gives numbers from 0 (inclusive) to 1 (exclusive)
 */
record Backoff(Duration first, Duration longest, DoubleSupplier random) {
    /**
     * @param failures how many attempts have failed in a row, from 1
     */
    Duration pause(int failures) {
        int doublings = Math.min(Math.max(failures, 1) - 1, 20);
        long full = Math.min(first.toMillis() << doublings, longest.toMillis());
        return Duration.ofMillis(full / 2 + (long) (random.getAsDouble() * full / 2));
    }
}
