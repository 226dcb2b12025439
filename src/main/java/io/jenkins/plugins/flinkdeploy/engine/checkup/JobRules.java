package io.jenkins.plugins.flinkdeploy.engine.checkup;

import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkCheckpointSettings;
import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkCheckpointTrend;
import io.jenkins.plugins.flinkdeploy.engine.flink.Reading;
import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import io.jenkins.plugins.flinkdeploy.engine.status.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Judges one job by its state and, where it runs, by what was measured of it. */
final class JobRules {
    private static final Set<String> OVER = Set.of("FINISHED", "CANCELED", "SUSPENDED");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int INTERVALS = 3;

    private final JobStatus job;
    private final JobMeasures measures;
    private final HealthLimits limits;
    private final Patience patience;
    private final Instant now;

    JobRules(JobStatus job, JobMeasures measures, HealthLimits limits, Patience patience, Instant now) {
        this.job = job;
        this.measures = measures;
        this.limits = limits;
        this.patience = patience;
        this.now = now;
    }

    List<HealthFinding> judge() {
        List<HealthFinding> findings = new ArrayList<>();
        findings.add(state());
        if (job.running()) {
            findings.addAll(checkpoints());
            findings.add(restarts());
            findings.add(backPressure());
            findings.add(lag());
        }
        return findings.stream().map(finding -> finding.of(job.name())).toList();
    }

    private HealthFinding state() {
        if (job.running() || OVER.contains(job.state())) {
            return finding(HealthCheck.JOB, HealthState.OK, job.state());
        }
        return job.failed()
                ? finding(
                        HealthCheck.JOB,
                        HealthState.FAILING,
                        job.state() + job.lastException().map(why -> ": " + why).orElse(""))
                : patience.judge(HealthCheck.JOB, Optional.of(job.name()), job.state());
    }

    private List<HealthFinding> checkpoints() {
        Reading<FlinkCheckpointTrend> reading = measures.checkpoints();
        if (reading instanceof Reading.Unavailable<FlinkCheckpointTrend> unavailable) {
            return List.of(
                    unmeasured(HealthCheck.CHECKPOINT_AGE, unavailable.why()),
                    unmeasured(HealthCheck.CHECKPOINT_FAILURES, unavailable.why()));
        }
        return reading.value()
                .filter(FlinkCheckpointTrend::enabled)
                .map(trend -> List.of(age(trend), failures(trend)))
                .orElseGet(() -> List.of(finding(HealthCheck.CHECKPOINT_AGE, HealthState.OK, "makes no checkpoints")));
    }

    private HealthFinding age(FlinkCheckpointTrend trend) {
        Optional<Duration> interval = measures.settings().value().flatMap(FlinkCheckpointSettings::interval);
        if (measures.settings().value().isPresent() && interval.isEmpty()) {
            return finding(HealthCheck.CHECKPOINT_AGE, HealthState.OK, "makes checkpoints only when asked");
        }
        Optional<Instant> from = trend.stateOf().or(job::startedAt);
        if (from.isEmpty()) {
            return unmeasured(HealthCheck.CHECKPOINT_AGE, "Flink tells neither a checkpoint nor a start");
        }
        Duration limit = interval.map(each -> each.multipliedBy(INTERVALS))
                .filter(longer -> longer.compareTo(limits.checkpointAge()) > 0)
                .orElse(limits.checkpointAge());
        Duration age = Duration.between(from.get(), now);
        String text = trend.stateOf().isPresent()
                ? "a failure would repeat " + words(age)
                : "none has completed for " + words(age);
        boolean old = age.compareTo(limit) > 0;
        return finding(HealthCheck.CHECKPOINT_AGE, old ? HealthState.FAILING : HealthState.OK, text)
                .measuring(Amount.of(age), Amount.of(limit))
                .since(old ? from.get().plus(limit) : now);
    }

    private HealthFinding failures(FlinkCheckpointTrend trend) {
        int failed = trend.failedInARow();
        HealthState state = failed >= limits.checkpointFailures()
                ? HealthState.FAILING
                : failed > 0 ? HealthState.WARNING : HealthState.OK;
        String text = failed == 0
                ? "the last one did not fail"
                : (failed == 1 ? "the last one failed" : "the last " + failed + " failed")
                        + trend.lastFailure()
                                .map(why -> ": " + Text.firstLine(why))
                                .orElse("");
        return finding(HealthCheck.CHECKPOINT_FAILURES, state, text)
                .measuring(Amount.count(failed), Amount.count(limits.checkpointFailures()));
    }

    private HealthFinding restarts() {
        if (measures.failures() instanceof Reading.Unavailable<List<Instant>> unavailable) {
            return unmeasured(HealthCheck.RESTARTS, unavailable.why());
        }
        long failed = measures.failures().value().orElse(List.of()).stream()
                .filter(at -> at.isAfter(now.minus(HOUR)))
                .count();
        boolean often = failed > limits.restartsPerHour();
        return finding(
                        HealthCheck.RESTARTS,
                        often ? HealthState.WARNING : HealthState.OK,
                        failed == 0 ? "none in the last hour" : failed + " in the last hour")
                .measuring(
                        new Amount(failed, Amount.Unit.PER_HOUR),
                        new Amount(limits.restartsPerHour(), Amount.Unit.PER_HOUR));
    }

    private HealthFinding backPressure() {
        Reading<OptionalDouble> reading = measures.backPressure();
        OptionalDouble ratio = reading.value().orElse(OptionalDouble.empty());
        if (ratio.isEmpty()) {
            return unmeasured(HealthCheck.BACK_PRESSURE, why(reading, "Flink has not measured it yet"));
        }
        long percent = Math.round(ratio.getAsDouble() * 100);
        boolean high = percent > limits.backPressurePercent();
        return finding(
                        HealthCheck.BACK_PRESSURE,
                        high ? HealthState.WARNING : HealthState.OK,
                        "the slowest subtask waits " + percent + " % of its time to hand on records")
                .measuring(
                        new Amount(percent, Amount.Unit.PERCENT),
                        new Amount(limits.backPressurePercent(), Amount.Unit.PERCENT));
    }

    private HealthFinding lag() {
        Reading<OptionalDouble> reading = measures.lag();
        OptionalDouble waiting = reading.value().orElse(OptionalDouble.empty());
        if (waiting.isEmpty()) {
            return unmeasured(HealthCheck.CONSUMER_LAG, why(reading, "no source tells it"));
        }
        Amount records = new Amount(waiting.getAsDouble(), Amount.Unit.RECORDS);
        boolean far = limits.lagRecords().isPresent()
                && waiting.getAsDouble() > limits.lagRecords().getAsLong();
        HealthFinding finding = finding(
                HealthCheck.CONSUMER_LAG, far ? HealthState.WARNING : HealthState.OK, records.text() + " behind");
        return limits.lagRecords().isPresent()
                ? finding.measuring(records, new Amount(limits.lagRecords().getAsLong(), Amount.Unit.RECORDS))
                : finding.measuring(records);
    }

    private static String why(Reading<?> reading, String otherwise) {
        return reading instanceof Reading.Unavailable<?> unavailable ? Text.firstLine(unavailable.why()) : otherwise;
    }

    /** Clocks of machines differ by a little. */
    private static String words(Duration age) {
        return Text.duration(age.isNegative() ? Duration.ZERO : age);
    }

    private HealthFinding finding(HealthCheck check, HealthState state, String text) {
        return HealthFinding.of(check, state, text, now);
    }

    private HealthFinding unmeasured(HealthCheck check, String why) {
        return HealthFinding.unmeasured(check, Text.firstLine(why), now);
    }
}
