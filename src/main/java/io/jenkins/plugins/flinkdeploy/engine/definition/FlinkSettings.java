package io.jenkins.plugins.flinkdeploy.engine.definition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Flink cluster as a cluster file describes it.
 *
 * @param version release line of Flink
 * @param mode who starts the TaskManagers
 * @param session whether it is a session cluster; otherwise it is an application cluster with exactly one job
 * @param jobs in the order in which they are deployed; a session cluster may have none
 * @param state where state is kept
 * @param processes numbers and sizes
 * @param autoscaling what the operator's autoscaler does; empty when the file says nothing of it
 * @param flinkConf Flink configuration by dotted key; wins over what is derived from the other settings
 * @param pods what holds for all pods
 * @param ingress the way to the dashboard
 * @param links pages about the cluster: name and address, with placeholders for what is the cluster's own
 * @param owner who answers for the cluster
 * @param costOwner who pays for it
 * @param strategy how a new version takes over
 * @param template fragment that is merged last into the cluster's resource
 */
public record FlinkSettings(
        FlinkVersion version,
        ClusterMode mode,
        boolean session,
        List<JobDefinition> jobs,
        StateDefinition state,
        Processes processes,
        Optional<AutoscalingDefinition> autoscaling,
        Map<String, String> flinkConf,
        PodSettings pods,
        Optional<IngressDefinition> ingress,
        Map<String, String> links,
        Optional<String> owner,
        Optional<String> costOwner,
        DeployStrategy strategy,
        ObjectNode template) {
    public FlinkSettings {
        jobs = List.copyOf(jobs);
    }

    /** The mode of the job with the most to lose; stateless when there is no job. */
    public StateMode stateMode() {
        return jobs.stream().map(JobDefinition::state).min(StateMode::compareTo).orElse(StateMode.STATELESS);
    }

    /** Whether any job keeps its state over an upgrade. */
    public boolean stateful() {
        return stateMode() != StateMode.STATELESS;
    }
}
