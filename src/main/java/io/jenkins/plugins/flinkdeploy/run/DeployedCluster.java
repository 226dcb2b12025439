package io.jenkins.plugins.flinkdeploy.run;

import hudson.model.Run;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Phase;
import io.jenkins.plugins.flinkdeploy.engine.health.BlueGreenReader;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * A cluster that a run deployed, or found deployed as it should be.
 *
 * @param place name of the target of Jenkins where it is
 * @param resource the FlinkDeployment, or the blue/green deployment
 */
public record DeployedCluster(String place, ResourceId resource) {
    private static final Set<String> KINDS = Set.of("FlinkDeployment", BlueGreenReader.KIND);

    /** The clusters that a run deployed, in the order in which it began with them. Session jobs are part of their cluster. */
    public static List<DeployedCluster> of(Run<?, ?> run) {
        return FlinkDeployAction.placed(run).stream()
                .filter(placed -> !placed.deployment().order().dryRun())
                .filter(placed ->
                        placed.deployment().hasApplied() || placed.deployment().phase() == Phase.UNCHANGED)
                .map(placed -> new DeployedCluster(
                        placed.place(), placed.deployment().order().resource()))
                .filter(cluster -> KINDS.contains(cluster.resource().kind()))
                .distinct()
                .toList();
    }

    /**
     * Reads something of where it is, with the client that everybody shares, and the credentials that a run of its job may use.
     *
     * @param run of the job that deployed it
     * @throws UserException when the target is gone, or not for this job any more, or its credentials are
     */
    public <T> T read(Run<?, ?> run, BiFunction<ClusterConnection, ClusterApi, T> reading) {
        FlinkTarget target = Targets.of(run).named(place, Messages.FlinkDeployAction_wentTo());
        ClusterConnection connection = TargetAccess.of(target, run).connection();
        try (ClusterClients.Lease client = DeployRuntime.get().clients().lease(connection)) {
            return reading.apply(connection, client.cluster());
        }
    }
}
