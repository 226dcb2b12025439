package io.jenkins.plugins.flinkdeploy.engine.checkup;

import io.jenkins.plugins.flinkdeploy.engine.status.ClusterStatus;
import io.jenkins.plugins.flinkdeploy.engine.status.Gap;
import io.jenkins.plugins.flinkdeploy.engine.status.PodStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Judges the processes of a cluster: a pod counts when it is ready and not too young. */
final class PodRules {
    private final ClusterStatus status;
    private final HealthLimits limits;
    private final Patience patience;

    PodRules(ClusterStatus status, HealthLimits limits, Patience patience) {
        this.status = status;
        this.limits = limits;
        this.patience = patience;
    }

    List<HealthFinding> judge() {
        Optional<String> unread = status.gaps().stream()
                .filter(gap -> gap.part().equals("pods"))
                .map(Gap::why)
                .findFirst();
        if (unread.isPresent()) {
            return List.of(
                    HealthFinding.unmeasured(HealthCheck.JOB_MANAGERS, unread.get(), status.at()),
                    HealthFinding.unmeasured(HealthCheck.TASK_MANAGERS, unread.get(), status.at()),
                    HealthFinding.unmeasured(HealthCheck.PODS, unread.get(), status.at()));
        }
        return List.of(jobManagers(), taskManagers(), pods());
    }

    private HealthFinding jobManagers() {
        long counting = counting("jobmanager");
        if (counting == 0) {
            return young("jobmanager")
                    ? patience.judge(
                            HealthCheck.JOB_MANAGERS,
                            Optional.empty(),
                            "the JobManager is ready, and younger than "
                                    + Amount.of(limits.podAge()).text())
                    : finding(HealthCheck.JOB_MANAGERS, HealthState.FAILING, "no JobManager is ready")
                            .measuring(Amount.count(0), Amount.count(1));
        }
        if (!status.answered()) {
            return patience.judge(HealthCheck.JOB_MANAGERS, Optional.empty(), silence());
        }
        return finding(HealthCheck.JOB_MANAGERS, HealthState.OK, counting == 1 ? "ready" : counting + " are ready")
                .measuring(Amount.count(counting), Amount.count(1));
    }

    private String silence() {
        return status.gaps().stream()
                .filter(gap -> gap.part().equals("jobs"))
                .map(Gap::why)
                .findFirst()
                .orElse("the JobManager does not answer");
    }

    private HealthFinding taskManagers() {
        long expected = expected();
        long ready = counting("taskmanager");
        OptionalInt registered = status.flink().taskManagers();
        long found = registered.isPresent() ? Math.min(ready, registered.getAsInt()) : ready;
        String text = ready + " of " + expected + " ready"
                + (registered.isPresent() ? ", " + registered.getAsInt() + " registered" : "");
        if (found >= expected) {
            return finding(HealthCheck.TASK_MANAGERS, HealthState.OK, text)
                    .measuring(Amount.count(found), Amount.count(expected));
        }
        return young("taskmanager")
                ? patience.judge(
                        HealthCheck.TASK_MANAGERS,
                        Optional.empty(),
                        text + ", others younger than "
                                + Amount.of(limits.podAge()).text())
                : finding(HealthCheck.TASK_MANAGERS, HealthState.FAILING, text)
                        .measuring(Amount.count(found), Amount.count(expected));
    }

    /** Where the specification does not say how many, it is as many as there are pods. */
    private long expected() {
        return status.expectedTaskManagers().isPresent()
                ? status.expectedTaskManagers().getAsInt()
                : status.pods().stream()
                        .filter(pod -> pod.component().equals("taskmanager"))
                        .filter(pod ->
                                !pod.phase().equals("Failed") && !pod.phase().equals("Succeeded"))
                        .count();
    }

    private HealthFinding pods() {
        List<PodStatus> bad = status.pods().stream()
                .filter(pod -> pod.evicted() || (!pod.ready() && oldEnough(pod)))
                .toList();
        if (bad.isEmpty()) {
            return finding(HealthCheck.PODS, HealthState.OK, "none is in trouble");
        }
        PodStatus first = bad.get(0);
        String text = first.name() + ": "
                + first.reasons().stream().findFirst().orElse(first.phase() + ", not ready")
                + (bad.size() == 1 ? "" : " (and " + (bad.size() - 1) + " more)");
        return finding(HealthCheck.PODS, HealthState.WARNING, text)
                .measuring(Amount.count(bad.size()), Amount.count(0));
    }

    private HealthFinding finding(HealthCheck check, HealthState state, String text) {
        return HealthFinding.of(check, state, text, status.at());
    }

    private long counting(String component) {
        return status.pods().stream()
                .filter(pod -> pod.component().equals(component))
                .filter(pod -> pod.ready() && oldEnough(pod))
                .count();
    }

    private boolean young(String component) {
        return status.pods().stream()
                .filter(pod -> pod.component().equals(component))
                .anyMatch(pod -> !oldEnough(pod));
    }

    private boolean oldEnough(PodStatus pod) {
        return pod.createdAt()
                .filter(created -> Duration.between(created, status.at()).compareTo(limits.podAge()) <= 0)
                .isEmpty();
    }
}
