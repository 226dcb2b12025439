package io.jenkins.plugins.flinkdeploy.engine.health;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the autoscaler does to a job: it changes its parallelism, in place or by a restart, for good reasons. */
final class Scaling {
    /** Events carry whole seconds, and tasks that a scaling stops may complain. */
    private static final Duration TOGETHER = Duration.ofSeconds(5);

    private Scaling() {}

    /** Whether it changed the job since the apply, and the job did not fail after that. */
    static boolean excuses(Baseline baseline, Observation observation) {
        Optional<Instant> newest =
                since(baseline, observation).stream().map(EventSeen::at).max(Instant::compareTo);
        Optional<Instant> failed = observation.sample().flatMap(JobSample::newestExceptionAt);
        return newest.isPresent()
                && failed.filter(at -> at.isAfter(newest.get().plus(TOGETHER))).isEmpty();
    }

    static int count(Baseline baseline, Observation observation) {
        return since(baseline, observation).size();
    }

    /** Whether the job was changed without a restart, which leaves its id and start as they were. */
    static boolean isInPlace(Baseline baseline, Observation observation) {
        return since(baseline, observation).stream()
                .anyMatch(event -> event.message().contains("In-place scaling"));
    }

    private static List<EventSeen> since(Baseline baseline, Observation observation) {
        return observation.events().stream()
                .filter(event -> baseline.isSinceApply(event.at()))
                .filter(event -> event.reason().equals("Scaling")
                        || event.reason().equals("ScalingReport") && isCarriedOut(event.message()))
                .toList();
    }

    /** The same reason reports what the autoscaler does and what it only recommends; before 1.8 in other words. */
    private static boolean isCarriedOut(String report) {
        return report.contains("Scaling execution enabled") || report.startsWith("Scaling vertices");
    }
}
