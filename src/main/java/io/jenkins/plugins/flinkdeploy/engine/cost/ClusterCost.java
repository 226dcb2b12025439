package io.jenkins.plugins.flinkdeploy.engine.cost;

import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.util.List;
import java.util.Optional;

/**
 * What a cluster requests, and what that costs.
 *
 * @param resource the cluster
 * @param owner who answers for it
 * @param costOwner who pays for it
 * @param basis whether it is what the specification asks for, or what runs
 * @param pods its pods
 * @param requested what all of them request
 * @param used what they really use; empty when that is not measured
 * @param hour price of an hour; empty without prices
 * @param month price of a month of 730 hours
 * @param jobs what each job is charged with
 * @param slots its slots
 * @param advice what to change about them
 * @param notes what is an assumption, whole sentences
 */
public record ClusterCost(
        ResourceId resource,
        Optional<String> owner,
        Optional<String> costOwner,
        Basis basis,
        List<PodGroup> pods,
        Resources requested,
        Optional<Resources> used,
        Optional<Money> hour,
        Optional<Money> month,
        List<JobCost> jobs,
        Slots slots,
        Optional<SlotAdvice> advice,
        List<String> notes) {
    /** What the figures come from. */
    public enum Basis {
        /** The specification. */
        SPECIFIED,
        /** The pods that there are. */
        RUNNING
    }

    public ClusterCost {
        pods = List.copyOf(pods);
        jobs = List.copyOf(jobs);
        notes = List.copyOf(notes);
    }

    ClusterCost withUsed(Optional<Resources> measured) {
        return new ClusterCost(
                resource, owner, costOwner, basis, pods, requested, measured, hour, month, jobs, slots, advice, notes);
    }

    /** {@code 3 cores, 9.5 GiB, 123.46 EUR a month}, for a line of a status. */
    public String describe() {
        return requested.describe() + " requested"
                + month.map(price -> ", " + price + " a month").orElse("");
    }
}
