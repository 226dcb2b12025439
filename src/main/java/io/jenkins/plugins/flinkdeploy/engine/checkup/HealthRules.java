package io.jenkins.plugins.flinkdeploy.engine.checkup;

import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import io.jenkins.plugins.flinkdeploy.engine.status.ClusterState;
import io.jenkins.plugins.flinkdeploy.engine.status.ClusterStatus;
import io.jenkins.plugins.flinkdeploy.engine.status.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges a cluster by what was seen of it. */
final class HealthRules {
    private final HealthLimits limits;

    HealthRules(HealthLimits limits) {
        this.limits = limits;
    }

    /**
     * Judges.
     *
     * @param measures of its jobs, by Flink's names
     * @param savepoint when the last known one was taken
     * @param previous the report before
     */
    HealthReport judge(
            ClusterStatus status,
            Map<String, JobMeasures> measures,
            Optional<Instant> savepoint,
            Optional<HealthReport> previous) {
        Patience patience = new Patience(previous, limits.patience(), status.at());
        List<HealthFinding> findings = new ArrayList<>();
        findings.add(state(status, patience));
        if (worksOrShould(status.state())) {
            findings.addAll(new PodRules(status, limits, patience).judge());
            if (status.jobs().stream().anyMatch(JobStatus::running)) {
                findings.add(savepoint(savepoint, status.at()));
            }
            for (JobStatus job : status.jobs()) {
                JobMeasures measured = measures.getOrDefault(job.name(), JobMeasures.none("it was not asked"));
                findings.addAll(new JobRules(job, measured, limits, patience, status.at()).judge());
            }
        }
        return HealthReport.of(status.resource(), findings, previous, status.at());
    }

    /** Whether its processes should be there. */
    static boolean worksOrShould(ClusterState state) {
        return state == ClusterState.RUNNING || state == ClusterState.RESTARTING || state == ClusterState.CRASH_LOOPING;
    }

    private static HealthFinding state(ClusterStatus status, Patience patience) {
        ClusterState state = status.state();
        String text = state.words() + status.reason().map(why -> ": " + why).orElse("");
        return switch (state) {
            case RUNNING, FINISHED -> HealthFinding.of(HealthCheck.STATE, HealthState.OK, text, status.at());
            case STOPPED -> HealthFinding.of(HealthCheck.STATE, HealthState.OK, text + ", as asked for", status.at());
            case UNKNOWN ->
                HealthFinding.of(
                        HealthCheck.STATE,
                        HealthState.UNKNOWN,
                        status.gaps().stream()
                                .findFirst()
                                .map(gap -> "cannot be read: " + gap.why())
                                .orElse(text),
                        status.at());
            case DEPLOYING, STOPPING, ROLLING_BACK, DELETING, RESTARTING ->
                patience.judge(HealthCheck.STATE, Optional.empty(), text);
            default -> HealthFinding.of(HealthCheck.STATE, HealthState.FAILING, text, status.at());
        };
    }

    private HealthFinding savepoint(Optional<Instant> last, Instant now) {
        if (last.isEmpty()) {
            return HealthFinding.unmeasured(HealthCheck.SAVEPOINT_AGE, "no savepoint is known", now);
        }
        Duration age = Duration.between(last.get(), now);
        boolean old = age.compareTo(limits.savepointAge()) > 0;
        return HealthFinding.of(
                        HealthCheck.SAVEPOINT_AGE,
                        old ? HealthState.WARNING : HealthState.OK,
                        "the last known one is " + Text.duration(age.isNegative() ? Duration.ZERO : age) + " old",
                        now)
                .measuring(Amount.of(age), Amount.of(limits.savepointAge()))
                .since(old ? last.get().plus(limits.savepointAge()) : now);
    }
}
