package io.jenkins.plugins.flinkdeploy.engine.cost;

import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.util.List;

/**
 * What a cluster asks for.
 *
 * @param cluster its resource
 * @param pods its pods
 * @param jobs its jobs
 * @param slots what its TaskManagers offer and its jobs take
 * @param notes what is an assumption, whole sentences
 */
record Demand(Manifest cluster, List<PodGroup> pods, List<JobDemand> jobs, Slots slots, List<String> notes) {
    /** The same with the pods that there are. */
    Demand withPods(List<PodGroup> others) {
        return new Demand(cluster, others, jobs, slots, List.of());
    }

    /** The same with the slots that Flink tells. */
    Demand withSlots(Slots seen) {
        return new Demand(cluster, pods, jobs, seen, notes);
    }
}
