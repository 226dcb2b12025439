package io.jenkins.plugins.flinkdeploy.health;

import io.jenkins.plugins.flinkdeploy.engine.checkup.HealthReport;
import io.jenkins.plugins.flinkdeploy.engine.checkup.HealthState;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.Secrets;
import io.jenkins.plugins.flinkdeploy.run.DeployedCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How well a cluster is that a job deployed.
 *
 * @param last the last report; empty until somebody looked
 * @param changes newest first
 */
record ClusterHealth(DeployedCluster cluster, Optional<HealthReport> last, List<HealthEntry> changes) {
    private static final int KEPT = 100;

    ClusterHealth {
        changes = List.copyOf(changes);
    }

    static ClusterHealth of(DeployedCluster cluster) {
        return new ClusterHealth(cluster, Optional.empty(), List.of());
    }

    /** Empty until somebody looked. */
    Optional<HealthState> state() {
        return last.map(HealthReport::state);
    }

    /** The same after another look. */
    ClusterHealth after(HealthReport report) {
        List<HealthEntry> kept = new ArrayList<>();
        if (changes(report)) {
            kept.add(new HealthEntry(report.at(), state(), report.state(), Secrets.masked(report.summary())));
        }
        changes.stream().limit(KEPT - (long) kept.size()).forEach(kept::add);
        return new ClusterHealth(cluster, Optional.of(report), kept);
    }

    /** Whether this report is of another state than the last one. */
    boolean changes(HealthReport report) {
        return state().filter(report.state()::equals).isEmpty();
    }

    /** Whether there is anything in it that is worth a write to the disk. */
    boolean isNews(HealthReport report) {
        return last.filter(before -> before.tellsTheSameAs(report)).isEmpty();
    }
}
