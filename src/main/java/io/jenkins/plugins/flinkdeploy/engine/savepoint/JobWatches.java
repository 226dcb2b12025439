package io.jenkins.plugins.flinkdeploy.engine.savepoint;

import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shared watches on the resources and snapshot objects of a savepoint run. */
final class JobWatches implements AutoCloseable {
    /** After so long without a word the object is read directly. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final ClusterApi cluster;
    private final Clock clock;
    private final Runnable changed;
    private final Map<ResourceId, Optional<Manifest>> seen = new HashMap<>();
    private final Map<ResourceId, Instant> told = new HashMap<>();
    private final List<ClusterApi.Subscription> subscriptions = new ArrayList<>();
    private boolean closed;

    JobWatches(ClusterApi cluster, Clock clock, Runnable changed) {
        this.cluster = cluster;
        this.clock = clock;
        this.changed = changed;
    }

    /** What is known of a job that was asked for its savepoint; empty until the watches have told. */
    Optional<JobStep.Watched> of(JobSavepoint job, JobStep step) {
        List<ResourceId> ids = new ArrayList<>(List.of(job.resource()));
        JobStep.snapshot(job).ifPresent(ids::add);
        ids.forEach(this::open);
        synchronized (this) {
            Instant silentSince = clock.instant().minus(SILENCE);
            if (ids.stream().noneMatch(id -> told.get(id).isBefore(silentSince))) {
                return seen.keySet().containsAll(ids)
                        ? Optional.of(new JobStep.Watched(
                                seen.get(ids.get(0)), ids.size() == 1 ? Optional.empty() : seen.get(ids.get(1))))
                        : Optional.empty();
            }
            ids.forEach(id -> told.put(id, clock.instant()));
        }
        JobStep.Watched read = step.read(job);
        synchronized (this) {
            seen.put(ids.get(0), read.resource());
            if (ids.size() > 1) {
                seen.put(ids.get(1), read.snapshot());
            }
        }
        return Optional.of(read);
    }

    private synchronized void open(ResourceId id) {
        if (!closed && told.putIfAbsent(id, clock.instant()) == null) {
            subscriptions.add(cluster.watch(id, now -> changed(id, now)));
        }
    }

    private void changed(ResourceId id, Optional<Manifest> now) {
        synchronized (this) {
            seen.put(id, now);
            told.put(id, clock.instant());
        }
        changed.run();
    }

    @Override
    public synchronized void close() {
        closed = true;
        subscriptions.forEach(ClusterApi.Subscription::close);
        subscriptions.clear();
    }
}
