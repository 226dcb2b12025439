package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import io.fabric8.kubernetes.api.model.Probe;
import java.time.Duration;
import java.time.Instant;

/** When a probe is due and what its results add up to: thresholds as Kubernetes counts them. */
final class ProbeSchedule {
    enum Verdict {
        UNDECIDED,
        PASSES,
        FAILS
    }

    private final Duration period;
    private final int failureThreshold;
    private final int successThreshold;
    private Instant due;
    private int failures;
    private int successes;
    private Verdict verdict = Verdict.UNDECIDED;

    ProbeSchedule(Probe probe, Instant containerStart) {
        period = Duration.ofSeconds(orElse(probe.getPeriodSeconds(), 10));
        failureThreshold = orElse(probe.getFailureThreshold(), 3);
        successThreshold = orElse(probe.getSuccessThreshold(), 1);
        due = containerStart.plusSeconds(orElse(probe.getInitialDelaySeconds(), 0));
    }

    private static int orElse(Integer value, int fallback) {
        return value == null || value <= 0 && fallback > 0 ? fallback : value;
    }

    boolean isDue(Instant now) {
        return !now.isBefore(due);
    }

    Verdict record(boolean success, Instant now) {
        due = now.plus(period);
        successes = success ? successes + 1 : 0;
        failures = success ? 0 : failures + 1;
        if (successes >= successThreshold) {
            verdict = Verdict.PASSES;
        } else if (failures >= failureThreshold) {
            verdict = Verdict.FAILS;
        }
        return verdict;
    }

    Verdict verdict() {
        return verdict;
    }
}
