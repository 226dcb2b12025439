package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.health.BlueGreenReader;
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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** What is known of one resource, its pods and events, kept current by shared watches. */
final class ClusterObserver implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(ClusterObserver.class.getName());
    private static final int MOST_EVENTS = 500;
    private static final int MOST_ENDED = 20;
    private static final int LOG_LINES = 400;

    /**
     * While the watch is silent the resource is read directly now and then: a watch that may not list, or whose connection died
     * unnoticed, must not make a deployment wait for its time limit.
     */
    private static final Duration SILENCE = Duration.ofSeconds(20);

    private final ResourceId resource;
    private final boolean blueGreen;
    private final JobQuestions jobManager;
    private final Clock clock;
    private final Runnable changed;
    private final List<ClusterApi.Subscription> subscriptions = new ArrayList<>();
    private final Map<String, Manifest> pods = new LinkedHashMap<>();
    private final Map<String, Manifest> ended = new LinkedHashMap<>();
    private final Map<String, LastWords> lastWords = new ConcurrentHashMap<>();
    private final Map<String, Manifest> events = new LinkedHashMap<>();
    private Optional<Manifest> live = Optional.empty();
    private Optional<ResourceId> savepoint = Optional.empty();
    private Optional<Manifest> snapshot = Optional.empty();
    private final Map<String, Manifest> children = new LinkedHashMap<>();
    private Set<String> podsOf = Set.of();
    private boolean seen;
    private Instant told = Instant.MAX;
    private volatile Instant openedAt = Instant.MAX;
    private volatile ClusterApi reader;
    /** The subscriptions without whose word a deployment would wait for ever. */
    private final List<ClusterApi.Subscription> telling = new ArrayList<>();

    private boolean closed;

    ClusterObserver(ResourceId resource, JobProbe probe, Clock clock, Runnable changed) {
        this.resource = resource;
        this.blueGreen = resource.kind().equals(BlueGreenReader.KIND);
        this.jobManager = new JobQuestions(probe, resource.namespace(), clock);
        this.clock = clock;
        this.changed = changed;
    }

    /**
     * Begins to watch.
     *
     * @param deployment name of the FlinkDeployment whose pods run the job; a blue/green deployment has two, and names them itself
     * @param snapshotAsked the object by which a savepoint was asked for
     */
    synchronized void open(ClusterApi cluster, String deployment, Optional<ResourceId> snapshotAsked) {
        if (closed) {
            return;
        }
        podsOf = blueGreen
                ? Set.of(
                        BlueGreenReader.child(resource.name(), "blue"), BlueGreenReader.child(resource.name(), "green"))
                : Set.of(deployment);
        Set<String> resources = new HashSet<>(blueGreen ? podsOf : Set.of());
        resources.add(resource.name());
        reader = cluster;
        told = clock.instant();
        openedAt = told.truncatedTo(ChronoUnit.SECONDS);
        telling.add(cluster.watch(resource, this::resourceChanged));
        savepoint = snapshotAsked;
        savepoint.ifPresent(asked -> telling.add(cluster.watch(asked, this::snapshotChanged)));
        if (blueGreen) {
            subscriptions.add(cluster.watchAll(
                    resource.apiVersion(), "FlinkDeployment", resource.namespace(), this::childChanged));
        }
        subscriptions.addAll(telling);
        Set<String> clusters = podsOf;
        EventFilter concerning = new EventFilter(resources, clusters);
        subscriptions.add(cluster.watchAll(
                "v1",
                "Pod",
                resource.namespace(),
                pod -> clusters.contains(pod.label("app").orElse("")),
                this::podChanged));
        subscriptions.add(cluster.watchAll(
                "v1",
                "Event",
                resource.namespace(),
                event -> concerning.concerns(
                        event.textAt("/involvedObject/kind").orElse(""),
                        event.textAt("/involvedObject/name").orElse("")),
                this::eventChanged));
    }

    /**
     * What is known now; empty until the first answer of the watch.
     *
     * @param wanted what the JobManager is to be asked at least
     */
    Optional<Observation> observe(Inquiry wanted) {
        readAfterSilence();
        Optional<ResourceSeen> now;
        List<PodSeen> podsNow;
        List<EventSeen> eventsNow;
        Optional<SnapshotSeen> snapshotNow;
        synchronized (this) {
            if (!seen) {
                return Optional.empty();
            }
            now = live.map(this::read);
            snapshotNow = snapshot.map(SnapshotSeen::of);
            podsNow = Stream.concat(ended.values().stream(), pods.values().stream())
                    .map(PodReader::pod)
                    .toList();
            eventsNow = events.values().stream()
                    .map(PodReader::event)
                    .sorted(Comparator.comparing(EventSeen::at))
                    .toList();
        }
        podsNow = podsNow.stream().map(this::withLastWords).toList();
        int taskManagers = (int) podsNow.stream()
                .filter(pod -> pod.ready() && pod.component().equals("taskmanager"))
                .count();
        Optional<JobSample> sample = now.flatMap(found -> jobManager.ask(found, jobId(found), wanted))
                .map(known -> known.taskManagers() == 0 ? known.withTaskManagers(taskManagers) : known);
        return Optional.of(new Observation(clock.instant(), now, podsNow, eventsNow, sample, snapshotNow));
    }

    /** What the container of a pod said before it broke down; found once each time it does. */
    private PodSeen withLastWords(PodSeen pod) {
        if (!pod.brokeDown()
                || pod.terminatedAt().filter(at -> at.isBefore(openedAt)).isPresent()) {
            return pod;
        }
        LastWords words = lastWords.compute(
                pod.name() + " " + pod.restarts(),
                (key, known) -> known != null && known.isFinal()
                        ? known
                        : Optional.ofNullable(known).orElse(LastWords.NONE).again(readLog(pod)));
        return pod.withLastWords(words.text().or(() -> pod.lastWords().map(LogExcerpt::ofMessage)));
    }

    /**
     * What was found of them so far. In the moments between the end of a container and its next start the log of the one is not yet
     * that of the one before, so it is looked for some times.
     */
    private record LastWords(Optional<String> text, int looks) {
        private static final int MOST_LOOKS = 3;
        static final LastWords NONE = new LastWords(Optional.empty(), 0);

        LastWords again(String found) {
            return new LastWords(Optional.of(found).filter(words -> !words.isBlank()), looks + 1);
        }

        boolean isFinal() {
            return text.isPresent() || looks >= MOST_LOOKS;
        }
    }

    /** The container may have been started again since it was seen to have ended: its words are in the other log then. */
    private String readLog(PodSeen pod) {
        String words = readLog(pod, pod.restarts() > 0);
        return words.isBlank() && pod.restarts() == 0 ? readLog(pod, true) : words;
    }

    private String readLog(PodSeen pod, boolean ofTheOneBefore) {
        try {
            return LogExcerpt.of(reader.logTail(
                    resource.namespace(), pod.name(), PodReader.MAIN_CONTAINER, LOG_LINES, ofTheOneBefore));
        } catch (ClusterException e) {
            LOGGER.log(Level.FINE, e, () -> "No log of pod " + pod.name());
            return "";
        }
    }

    private void readAfterSilence() {
        ClusterApi cluster;
        Optional<ResourceId> asked;
        synchronized (this) {
            asked = savepoint;
            if (reader == null
                    || Duration.between(told, clock.instant()).compareTo(SILENCE) < 0
                    || telling.stream().noneMatch(ClusterApi.Subscription::isSilent)) {
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

    private synchronized ResourceSeen read(Manifest manifest) {
        return blueGreen ? BlueGreenReader.read(manifest, children) : ResourceSeen.of(manifest);
    }

    /** What identifies an execution of a blue/green deployment is no job id of Flink's. */
    private synchronized Optional<String> jobId(ResourceSeen seen) {
        return blueGreen
                ? Optional.ofNullable(children.get(seen.jobManagerName()))
                        .flatMap(child -> child.textAt("/status/jobStatus/jobId"))
                : seen.job().id();
    }

    private void childChanged(ClusterApi.Change change) {
        synchronized (this) {
            if (!podsOf.contains(change.object().name())) {
                return;
            }
            keep(children, change);
        }
        changed.run();
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
            keep(pods, change);
            // Flink deletes a task manager's pod in the moment in which it ended: what it ended of is seen only now.
            if (change.deleted() && PodReader.pod(change.object()).brokeDown()) {
                ended.put(change.object().name(), change.object());
                while (ended.size() > MOST_ENDED) {
                    ended.remove(ended.keySet().iterator().next());
                }
            }
        }
        changed.run();
    }

    private void eventChanged(ClusterApi.Change change) {
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
