package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.definition.FlinkKeys;
import io.jenkins.plugins.flinkdeploy.engine.health.ResourceSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.Role;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The jobs of a session cluster. */
final class SessionJobs {
    private final ClusterApi cluster;

    SessionJobs(ClusterApi cluster) {
        this.cluster = cluster;
    }

    /**
     * Refuses to go on when a session cluster that is about to restart runs jobs which would start empty: the operator takes the
     * cluster down at once, and no job gets a savepoint. With high availability Flink itself starts them again from their last
     * checkpoints.
     *
     * @throws UserException with the jobs that would lose their state
     */
    void requireNoneRuns(Manifest deployment) {
        if (ResourceSeen.of(deployment).role() != Role.SESSION_CLUSTER || isHighlyAvailable(deployment)) {
            return;
        }
        List<String> running = of(deployment).stream()
                .filter(job -> ResourceSeen.of(job).job().is("RUNNING"))
                .map(Manifest::name)
                .toList();
        if (!running.isEmpty()) {
            throw new UserException(
                    "The change restarts the session cluster " + deployment.name() + ", which would stop its jobs "
                            + String.join(", ", running) + " without a savepoint.",
                    Preparing.UNTOUCHED,
                    "Stop them with their savepoints (flink-deploy stop --session-job, flinkStop), deploy, and start them again; or"
                            + " deploy with force. With high availability (flinkConf high-availability.type: kubernetes) Flink itself"
                            + " starts them from their last checkpoints; switching it on is once more a change that restarts.");
        }
    }

    /** The jobs of a session cluster, in the order of their names. */
    List<Manifest> of(Manifest deployment) {
        return cluster.list(deployment.apiVersion(), "FlinkSessionJob", deployment.namespace(), "").stream()
                .filter(job -> job.textAt("/spec/deploymentName")
                        .filter(deployment.name()::equals)
                        .isPresent())
                .sorted(Comparator.comparing(Manifest::name))
                .toList();
    }

    private static boolean isHighlyAvailable(Manifest deployment) {
        Map<String, String> configuration = new HashMap<>();
        deployment
                .at("/spec/flinkConfiguration")
                .properties()
                .forEach(entry ->
                        configuration.put(entry.getKey(), entry.getValue().asText()));
        return FlinkKeys.highAvailabilityIn(configuration)
                .filter(mode -> !mode.equalsIgnoreCase(FlinkKeys.NO_HIGH_AVAILABILITY))
                .isPresent();
    }
}
