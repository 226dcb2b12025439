package io.jenkins.plugins.flinkdeploy.run;

import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.JobDefinition;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointRequest;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Decides of which resources savepoints are taken. */
final class SavepointPlanner {
    private static final String UNTOUCHED = "No savepoint was asked for.";

    private SavepointPlanner() {}

    /**
     * One run for the cluster with all its jobs, or one for each job that is named.
     *
     * @throws UserException when there is no such job
     */
    static List<SavepointRun> runs(SavepointParameters parameters, Live live, Instant now) {
        Duration timeout = parameters.getTimeout() == null
                ? live.settings().savepointTimeout()
                : SettingTexts.duration("timeout", parameters.getTimeout());
        return resources(parameters.jobNames(), live).stream()
                .map(resource -> SavepointRun.start(SavepointRequest.of(
                        live.target(),
                        resource,
                        timeout,
                        live.provenance().buildUrl(),
                        live.provenance().deployedBy(),
                        now)))
                .toList();
    }

    private static List<ResourceId> resources(List<String> jobs, Live live) {
        if (jobs.isEmpty()) {
            return live.resources().subList(0, 1);
        }
        ClusterDefinition cluster = live.cluster()
                .orElseThrow(() -> new UserException(
                        "\"jobs\" are those of a cluster file, and a resource is named instead.",
                        UNTOUCHED,
                        "Name the job with the parameter \"sessionJob\"."));
        return jobs.stream().map(job -> resource(job, cluster, live)).toList();
    }

    private static ResourceId resource(String job, ClusterDefinition cluster, Live live) {
        String name = cluster.jobs().stream()
                .filter(candidate -> candidate.name().equals(job))
                .findFirst()
                .map(JobDefinition::resourceName)
                .orElse(job);
        Optional<ResourceId> found = live.resources().stream()
                .filter(resource -> resource.name().equals(name))
                .reduce((cluster1, later) -> later);
        return found.orElseThrow(() -> new UserException(
                "Cluster \"" + cluster.name() + "\" has no job \"" + job + "\"; it has "
                        + cluster.jobs().stream().map(JobDefinition::name).collect(Collectors.joining(", ")) + ".",
                UNTOUCHED,
                ""));
    }
}
