package io.jenkins.plugins.flinkdeploy.engine.savepoint;

import io.jenkins.plugins.flinkdeploy.engine.health.ResourceSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.Role;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.util.Comparator;
import java.util.List;

/** Finds the jobs of a target. */
final class SavepointJobs {
    private static final String UNTOUCHED = "No savepoint was asked for.";

    private final ClusterApi cluster;

    SavepointJobs(ClusterApi cluster) {
        this.cluster = cluster;
    }

    /**
     * The jobs that a resource runs, in the order of their names.
     *
     * @throws UserException when the resource does not exist, or has no jobs
     */
    List<JobSavepoint> of(ResourceId resource) {
        Manifest live = require(resource);
        if (resource.kind().equals("FlinkBlueGreenDeployment")) {
            live = require(activeColour(live));
        }
        if (ResourceSeen.of(live).role() != Role.SESSION_CLUSTER) {
            return List.of(JobSavepoint.found(live));
        }
        String name = live.name();
        List<JobSavepoint> jobs = cluster.list(live.apiVersion(), "FlinkSessionJob", live.namespace(), "").stream()
                .filter(job ->
                        job.textAt("/spec/deploymentName").filter(name::equals).isPresent())
                .sorted(Comparator.comparing(Manifest::name))
                .map(JobSavepoint::found)
                .toList();
        if (jobs.isEmpty()) {
            throw new UserException("The session cluster " + live.id() + " has no jobs.", UNTOUCHED, "");
        }
        return jobs;
    }

    private Manifest require(ResourceId resource) {
        return cluster.get(resource)
                .orElseThrow(() -> new UserException(
                        resource + " does not exist.", UNTOUCHED, "Deploy it first, or correct name and namespace."));
    }

    private static ResourceId activeColour(Manifest live) {
        String state = live.textAt("/status/blueGreenState").orElse("unknown");
        String colour =
                switch (state) {
                    case "ACTIVE_BLUE" -> "blue";
                    case "ACTIVE_GREEN" -> "green";
                    default ->
                        throw new UserException(
                                live.id() + " is in state " + state + ", so neither colour is the active one.",
                                UNTOUCHED,
                                "Take the savepoint when the switch is over.");
                };
        return new ResourceId(live.apiVersion(), "FlinkDeployment", live.namespace(), live.name() + "-" + colour);
    }
}
