package io.jenkins.plugins.flinkdeploy.engine.savepoint;

import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkCheckpoint;
import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkCheckpoints;
import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkRest;
import io.jenkins.plugins.flinkdeploy.engine.flink.Reading;
import io.jenkins.plugins.flinkdeploy.engine.health.EventSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.JobSample;
import io.jenkins.plugins.flinkdeploy.engine.health.JobSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.PodReader;
import io.jenkins.plugins.flinkdeploy.engine.health.ResourceSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.SnapshotSeen;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.HeldLease;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Takes the savepoint of one job one step further. Each step may be done twice. */
final class JobStep {
    private final ClusterApi cluster;
    private final SavepointRequest request;

    JobStep(ClusterApi cluster, SavepointRequest request) {
        this.cluster = cluster;
        this.request = request;
    }

    /** What is watched of a job. */
    record Watched(Optional<Manifest> resource, Optional<Manifest> snapshot) {}

    /**
     * @throws ClusterException when the API server could not be asked
     */
    JobSavepoint next(JobSavepoint job, Watched watched, Instant now) {
        return switch (job.stage()) {
            case FOUND -> ask(job, now);
            case ASKED -> look(job, watched, now);
            case PROVEN -> record(job, now);
            default -> job;
        };
    }

    private JobSavepoint ask(JobSavepoint job, Instant now) {
        // Whoever holds the lease under the id of this run has it for what comes after the savepoint.
        Optional<String> holder = cluster.get(HeldLease.of(job.resource()))
                .flatMap(lease -> HeldLease.holder(lease, now))
                .filter(name -> !name.equals(request.id()));
        if (holder.isPresent()) {
            String why = "deployment " + holder.get() + " is deploying it";
            return Duration.between(request.createdAt(), now).compareTo(request.timeout()) < 0
                    ? job.waiting(why)
                    : job.failed("No savepoint was asked for: " + why + ".");
        }
        Map<String, String> notes = new TreeMap<>();
        request.buildUrl().ifPresent(url -> notes.put(Annotations.BUILD_URL, url));
        request.askedBy().ifPresent(name -> notes.put(Annotations.DEPLOYED_BY, name));
        try {
            return job.asked(new SavepointTrigger(cluster).ask(job.resource(), request.id(), notes, job.jobId(), now));
        } catch (ClusterException e) {
            if (e.isTransient()) {
                throw e;
            }
            return job.failed("The savepoint could not be asked for: " + e.getMessage());
        }
    }

    private JobSavepoint look(JobSavepoint job, Watched watched, Instant now) {
        SavepointAsked asked = job.asked().orElseThrow();
        Optional<ResourceSeen> resource = watched.resource().map(ResourceSeen::of);
        if (resource.isEmpty()) {
            return job.failed("The resource was deleted while its savepoint was being taken.");
        }
        Optional<SnapshotSeen> snapshot = watched.snapshot().map(SnapshotSeen::of);
        boolean complete = asked.method() == SavepointMethod.SNAPSHOT
                ? snapshot.filter(seen -> seen.is("COMPLETED")).isPresent()
                : resource.get()
                        .lastSavepoint()
                        .filter(last -> last.triggerNonce().equals(asked.nonce()))
                        .isPresent();
        // The JobManager has something to add only when there is a savepoint.
        Optional<FlinkCheckpoints> statistics =
                complete ? statistics(job, resource.get().job()) : Optional.empty();
        SavepointLook look = new SavepointLook(
                resource.get().job(),
                resource.get().lastSavepoint(),
                snapshot,
                asked.method() == SavepointMethod.NONCE && !complete ? events(job) : List.of(),
                statistics.isPresent(),
                statistics.flatMap(FlinkCheckpoints::latestSavepoint).flatMap(JobStep::savepoint));
        SavepointProgress progress = SavepointRules.judge(asked, look, request.timeout(), SavepointTaken.ASKED, now);
        if (progress instanceof SavepointProgress.Taken taken) {
            return job.proven(taken.savepoint());
        } else if (progress instanceof SavepointProgress.Failed failed) {
            return job.failed(failed.problem());
        }
        return job.waiting(((SavepointProgress.Waiting) progress).why());
    }

    private Optional<FlinkCheckpoints> statistics(JobSavepoint job, JobSeen seen) {
        return seen.id()
                .map(id -> FlinkRest.of(cluster, job.resource().namespace(), job.jobManager())
                        .checkpoints(id))
                .flatMap(Reading::value);
    }

    private List<EventSeen> events(JobSavepoint job) {
        return cluster.events(job.resource().namespace(), job.resource().name()).stream()
                .map(PodReader::event)
                .toList();
    }

    private static Optional<JobSample.Savepoint> savepoint(FlinkCheckpoint checkpoint) {
        return checkpoint
                .path()
                .map(path -> new JobSample.Savepoint(
                        path,
                        checkpoint.sizeBytes().orElse(0),
                        checkpoint.took().orElse(Duration.ZERO)));
    }

    private JobSavepoint record(JobSavepoint job, Instant now) {
        SavepointTaken taken = job.taken().orElseThrow();
        SavepointRecord record = new SavepointRecord(
                request.id(),
                taken,
                job.asked().orElseThrow().method(),
                taken.at().orElse(now),
                request.askedBy(),
                request.buildUrl());
        try {
            new SavepointRecords(cluster).write(job.resource(), job.uid(), record);
            List<String> pruned = new SavepointRetention(cluster).prune(job.resource());
            return job.recorded(pruned.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", pruned)));
        } catch (ClusterException e) {
            if (e.isTransient()) {
                throw e;
            }
            return job.recorded(Optional.of(
                    "It could not be written down on the cluster, so it is never removed: " + e.getMessage()));
        }
    }

    /** What is read when the watches are silent. */
    Watched read(JobSavepoint job) {
        return new Watched(cluster.get(job.resource()), snapshot(job).flatMap(cluster::get));
    }

    /** The object by which the savepoint was asked for. */
    static Optional<ResourceId> snapshot(JobSavepoint job) {
        return job.asked()
                .filter(asked -> asked.method() == SavepointMethod.SNAPSHOT)
                .map(asked -> SavepointTrigger.snapshotOf(job.resource(), asked));
    }
}
