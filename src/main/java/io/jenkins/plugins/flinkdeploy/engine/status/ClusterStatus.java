package io.jenkins.plugins.flinkdeploy.engine.status;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.jenkins.plugins.flinkdeploy.engine.health.SavepointSeen;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A cluster at one moment. It is always there: what could not be read is listed among the {@link #gaps}.
 *
 * @param resource the cluster's resource
 * @param labels the resource's labels, which say whose it is
 * @param state what it does
 * @param reason why, where the state alone does not tell
 * @param wantedStopped whether suspended is asked for
 * @param session whether it is a session cluster
 * @param links pages about the cluster that its cluster file names
 * @param dashboard address of Flink's web interface, empty without ingress
 * @param expectedTaskManagers how many task managers the specification asks for, empty when that depends on the jobs of a session
 *     cluster
 * @param pods in the order of their names, JobManagers first
 * @param jobs in the order of their names; the newest of each name
 * @param savepoint the last savepoint that the resource knows
 * @param deployments the last deployments, newest first
 * @param actions who started, stopped, restarted or cancelled it or one of its jobs, newest first
 * @param autoscaler the newest word of the operator's autoscaler
 * @param gaps what could not be read
 * @param at when it was read
 */
public record ClusterStatus(
        ResourceId resource,
        Map<String, String> labels,
        ClusterState state,
        Optional<String> reason,
        boolean wantedStopped,
        boolean session,
        VersionStatus version,
        Map<String, String> links,
        Optional<String> dashboard,
        OptionalInt expectedTaskManagers,
        FlinkStatus flink,
        List<PodStatus> pods,
        List<JobStatus> jobs,
        Optional<SavepointSeen> savepoint,
        List<DeploymentStatus> deployments,
        List<ActionStatus> actions,
        Optional<String> autoscaler,
        List<Gap> gaps,
        Instant at) {
    public ClusterStatus {
        labels = Map.copyOf(labels);
        links = Collections.unmodifiableMap(new TreeMap<>(links));
        pods = List.copyOf(pods);
        jobs = List.copyOf(jobs);
        deployments = List.copyOf(deployments);
        actions = List.copyOf(actions);
        gaps = List.copyOf(gaps);
    }

    /** Whether the JobManager's part of the status is there. */
    @JsonIgnore
    public boolean answered() {
        return flink.taskManagers().isPresent();
    }

    Optional<Gap> gap(String part) {
        return gaps.stream().filter(gap -> gap.part().equals(part)).findFirst();
    }
}
