package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.health.EventSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.JobSample;
import io.jenkins.plugins.flinkdeploy.engine.health.Observation;
import io.jenkins.plugins.flinkdeploy.engine.health.PodReader;
import io.jenkins.plugins.flinkdeploy.engine.health.PodSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.ResourceSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.SnapshotSeen;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What is known of one resource, its pods and events, kept current by shared watches. */
final class ClusterObserver implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(ClusterObserver.class.getName());
    private static final int MOST_EVENTS = 500;

    /**
     * After so long without a word from the watch the resource is read directly: a watch that may not list, or whose connection died
     * unnoticed, must not make a deployment wait for its time limit.
     */
    private static final Duration SILENCE = Duration.ofSeconds(20);

    private final ResourceId resource;
    private final JobProbe probe;
    private final Clock clock;
    private final Runnable changed;
    private final List<ClusterApi.Subscription> subscriptions = new ArrayList<>();
    private final Map<String, Manifest> pods = new LinkedHashMap<>();
    private final Map<String, Manifest> events = new LinkedHashMap<>();
    private Optional<Manifest> live = Optional.empty();
    private Optional<ResourceId> savepoint = Optional.empty();
    private Optional<Manifest> snapshot = Optional.empty();
    private String podsOf = "";
    private boolean seen;
    private Instant told = Instant.MAX;
    private ClusterApi reader;
    private boolean closed;

    ClusterObserver(ResourceId resource, JobProbe probe, Clock clock, Runnable changed) {
        this.resource = resource;
        this.probe = probe;
        this.clock = clock;
        this.changed = changed;
    }

    /**
     * Begins to watch.
     *
     * @param deployment name of the FlinkDeployment whose pods run the job
     * @param snapshotAsked the object by which a savepoint was asked for
     */
    synchronized void open(ClusterApi cluster, String deployment, Optional<ResourceId> snapshotAsked) {
        if (closed) {
            return;
        }
        podsOf = deployment;
        reader = cluster;
        told = clock.instant();
        subscriptions.add(cluster.watch(resource, this::resourceChanged));
        savepoint = snapshotAsked;
        savepoint.ifPresent(asked -> subscriptions.add(cluster.watch(asked, this::snapshotChanged)));
        subscriptions.add(cluster.watchAll("v1", "Pod", resource.namespace(), this::podChanged));
        subscriptions.add(cluster.watchAll("v1", "Event", resource.namespace(), this::eventChanged));
    }

    /** What is known now; empty until the first answer of the watch. */
    Optional<Observation> observe(boolean withSample) {
        readAfterSilence();
        Optional<ResourceSeen> now;
        List<PodSeen> podsNow;
        List<EventSeen> eventsNow;
        Optional<SnapshotSeen> snapshotNow;
        synchronized (this) {
            if (!seen) {
                return Optional.empty();
            }
            now = live.map(ResourceSeen::of);
            snapshotNow = snapshot.map(SnapshotSeen::of);
            podsNow = pods.values().stream().map(PodReader::pod).toList();
            eventsNow = events.values().stream()
                    .map(PodReader::event)
                    .sorted(Comparator.comparing(EventSeen::at))
                    .toList();
        }
        // A job that restarts is asked why, whether or not it was healthy before.
        boolean failing = now.map(found -> found.job())
                .filter(job -> job.is("RESTARTING") || job.is("FAILING") || job.is("FAILED"))
                .isPresent();
        Optional<JobSample> sample = withSample || failing ? now.flatMap(this::sample) : Optional.empty();
        return Optional.of(new Observation(clock.instant(), now, podsNow, eventsNow, sample, snapshotNow));
    }

    private void readAfterSilence() {
        ClusterApi cluster;
        Optional<ResourceId> asked;
        synchronized (this) {
            asked = savepoint;
            if (reader == null || Duration.between(told, clock.instant()).compareTo(SILENCE) < 0) {
                return;
            }
            cluster = reader;
            told = clock.instant();
        }
        try {
            Optional<Manifest> now = cluster.get(resource);
            Optional<Manifest> snapshotNow = asked.flatMap(cluster::get);
            synchronized (this) {
                live = now;
                snapshot = snapshotNow;
                seen = true;
            }
        } catch (ClusterException e) {
            LOGGER.log(Level.FINE, e, () -> resource + " could not be read while its watch is silent");
        }
    }

    private Optional<JobSample> sample(ResourceSeen seen) {
        return seen.job().id().flatMap(id -> probe.sample(resource.namespace(), seen.jobManagerName(), id));
    }

    private void resourceChanged(Optional<Manifest> manifest) {
        synchronized (this) {
            live = manifest;
            seen = true;
            told = clock.instant();
        }
        changed.run();
    }

    private void snapshotChanged(Optional<Manifest> manifest) {
        synchronized (this) {
            snapshot = manifest;
        }
        changed.run();
    }

    private void podChanged(ClusterApi.Change change) {
        synchronized (this) {
            if (!podsOf.equals(change.object().label("app").orElse(""))) {
                return;
            }
            keep(pods, change);
        }
        changed.run();
    }

    private void eventChanged(ClusterApi.Change change) {
        // Pods, deployments and config maps of a Flink cluster all begin with the resource's name.
        String about = change.object().textAt("/involvedObject/name").orElse("");
        if (!about.equals(resource.name()) && !about.startsWith(resource.name() + "-")) {
            return;
        }
        synchronized (this) {
            keep(events, change);
            while (events.size() > MOST_EVENTS) {
                events.remove(events.keySet().iterator().next());
            }
        }
        changed.run();
    }

    private static void keep(Map<String, Manifest> known, ClusterApi.Change change) {
        String name = change.object().name();
        known.remove(name);
        if (!change.deleted()) {
            known.put(name, change.object());
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        subscriptions.forEach(ClusterApi.Subscription::close);
        subscriptions.clear();
    }
}
