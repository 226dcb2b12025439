package io.jenkins.plugins.flinkdeploy.health;

import io.jenkins.plugins.flinkdeploy.engine.checkup.HealthReport;
import io.jenkins.plugins.flinkdeploy.engine.checkup.HealthState;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What the looks at clusters found, for other pages. Nothing is asked of a cluster here. Who may see it, the caller decides. */
public final class ClustersHealth {
    private ClustersHealth() {}

    /**
     * The newest report of a cluster; empty when no job of this Jenkins deploys it, or nobody has looked yet.
     *
     * @param resource the FlinkDeployment or blue/green deployment
     */
    public static Optional<HealthReport> newest(ClusterConnection connection, ResourceId resource) {
        return HealthRounds.get().look().newest(connection, resource);
    }

    /** A state in the language of who reads it. */
    public static String word(HealthState state) {
        return HealthWords.of(state);
    }

    /** How many clusters are in each state; those that nobody has looked at yet are unknown. */
    public static Map<HealthState, Long> counts() {
        Map<HealthState, Long> counts = new EnumMap<>(HealthState.class);
        for (HealthState state : HealthState.values()) {
            counts.put(state, 0L);
        }
        HealthBook.get()
                .clusters()
                .forEach(each -> counts.merge(each.state().orElse(HealthState.UNKNOWN), 1L, Long::sum));
        return counts;
    }
}
