package io.jenkins.plugins.flinkdeploy.engine.health;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is known about one Flink resource at one moment: a value, so that every decision over it can be tested without
 * a cluster.
 *
 * @param at when this was observed
 * @param resource the resource itself, empty when it does not exist
 * @param pods its pods
 * @param events events about it and its pods, oldest first
 * @param sample what the JobManager said, empty when it was not asked or did not answer (which is "unknown", never "failed")
 * @param snapshot the savepoint that was asked for as an object of its own, empty when none was or it is not there
 */
public record Observation(
        Instant at,
        Optional<ResourceSeen> resource,
        List<PodSeen> pods,
        List<EventSeen> events,
        Optional<JobSample> sample,
        Optional<SnapshotSeen> snapshot) {
    public Observation {
        pods = List.copyOf(pods);
        events = List.copyOf(events);
    }

    /** An observation while no savepoint is waited for. */
    public Observation(
            Instant at,
            Optional<ResourceSeen> resource,
            List<PodSeen> pods,
            List<EventSeen> events,
            Optional<JobSample> sample) {
        this(at, resource, pods, events, sample, Optional.empty());
    }

    /** The job as the operator tells it; {@link JobSeen#NONE} without a resource. */
    public JobSeen job() {
        return resource.map(ResourceSeen::job).orElse(JobSeen.NONE);
    }
}
