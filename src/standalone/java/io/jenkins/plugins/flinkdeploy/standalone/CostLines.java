package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.cost.ClusterCost;
import io.jenkins.plugins.flinkdeploy.engine.cost.CostReader;
import io.jenkins.plugins.flinkdeploy.engine.cost.Resources;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.status.ClusterState;
import io.jenkins.plugins.flinkdeploy.engine.status.ClusterStatus;
import io.jenkins.plugins.flinkdeploy.engine.status.StatusDetail;
import java.util.Optional;

/** The line of a status about cost. */
record CostLines(CostReader reader) {
    /** From the second level of detail on; what cannot be read is said, for a status never fails. */
    Optional<String> of(ClusterStatus status, StatusDetail detail) {
        if (detail == StatusDetail.BRIEF || status.state() == ClusterState.ABSENT) {
            return Optional.empty();
        }
        try {
            return reader.read(status.resource()).map(CostLines::line);
        } catch (ClusterException e) {
            return Optional.of("not known: " + e.getMessage());
        }
    }

    private static String line(ClusterCost cost) {
        return cost.describe() + "; used: "
                + cost.used().map(Resources::describe).orElse("not measured");
    }
}
