package io.jenkins.plugins.flinkdeploy.localcluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.deploy.JobProbe;
import io.jenkins.plugins.flinkdeploy.engine.health.JobSample;
import io.jenkins.plugins.flinkdeploy.engine.health.JobSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.PodReader;
import io.jenkins.plugins.flinkdeploy.engine.health.PodSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.ResourceSeen;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.Comparison;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Applies a resource and writes down what the cluster then shows, change by change: one JSON line each, with the milliseconds since
 * the second of the apply, and only what decisions read.
 */
final class StatusRecorder implements AutoCloseable {
    private final ClusterApi cluster;
    private final JobProbe probe;
    private final ResourceId id;
    private final String podsOf;
    private final List<ObjectNode> lines = new ArrayList<>();
    private final Map<String, JsonNode> known = new HashMap<>();
    private final List<ClusterApi.Subscription> subscriptions = new ArrayList<>();
    private Instant base = Instant.EPOCH;
    private Optional<ResourceSeen> now = Optional.empty();

    StatusRecorder(ClusterApi cluster, JobProbe probe, ResourceId id, String podsOf) {
        this.cluster = cluster;
        this.probe = probe;
        this.id = id;
        this.podsOf = podsOf;
    }

    /** Applies it under a deployment id and begins to write down. */
    void apply(Manifest manifest, String deployment) {
        ObjectNode tree = manifest.toTree();
        tree.withObject("/metadata").withObject("/annotations").put(Annotations.DEPLOYMENT_ID, deployment);
        Manifest stamped = Manifest.of(tree);
        Optional<Manifest> live = cluster.get(id);
        boolean restarts = live.isEmpty() || Comparison.restartsJob(live.get(), cluster.apply(stamped, true));
        JobSeen before = live.map(ResourceSeen::of).map(ResourceSeen::job).orElse(JobSeen.NONE);
        Instant at = Instant.now();
        base = at.truncatedTo(ChronoUnit.SECONDS);
        Manifest applied = cluster.apply(stamped, false);
        ObjectNode line = Json.object();
        line.put("at", millis(at));
        ObjectNode apply = line.putObject("apply");
        apply.put("deploymentId", deployment);
        apply.put("generation", applied.at("/metadata/generation").asLong());
        apply.put("restartExpected", restarts);
        apply.set("jobBefore", Json.mapper().valueToTree(before));
        live.flatMap(manifestBefore -> manifestBefore.annotation(Annotations.DEPLOYMENT_ID))
                .ifPresent(text -> apply.put("deploymentIdBefore", text));
        lines.add(line);
        subscriptions.add(cluster.watch(id, this::resource));
        subscriptions.add(cluster.watchAll("v1", "Pod", id.namespace(), this::pod));
        subscriptions.add(cluster.watchAll("v1", "Event", id.namespace(), this::event));
    }

    /** Asks the JobManager as a deployment would. */
    void sample() {
        Optional<ResourceSeen> seen;
        synchronized (this) {
            seen = now;
        }
        seen.flatMap(resource -> resource.job()
                        .id()
                        .flatMap(job -> probe.sample(id.namespace(), resource.jobManagerName(), job)))
                .map(StatusRecorder::withoutFrames)
                .ifPresent(sample -> write("sample", "sample", Json.mapper().valueToTree(sample)));
    }

    synchronized Optional<ResourceSeen> seen() {
        return now;
    }

    synchronized List<ObjectNode> lines() {
        return List.copyOf(lines);
    }

    Instant base() {
        return base;
    }

    private void resource(Optional<Manifest> manifest) {
        synchronized (this) {
            now = manifest.map(ResourceSeen::of);
        }
        write(
                "resource",
                "resource",
                manifest.map(m -> (JsonNode) RecordedParts.resource(m)).orElse(Json.object()));
    }

    private void pod(ClusterApi.Change change) {
        if (!podsOf.equals(change.object().label("app").orElse(""))) {
            return;
        }
        String name = change.object().name();
        if (change.deleted()) {
            write("pod " + name, "podDeleted", Json.mapper().valueToTree(name));
        } else {
            write("pod " + name, "pod", RecordedParts.pod(change.object()));
            lastWords(PodReader.pod(change.object()));
        }
    }

    private void lastWords(PodSeen pod) {
        if (pod.brokeDown() && pod.restarts() > 0) {
            ObjectNode words = Json.object().put("pod", pod.name()).put("restarts", pod.restarts());
            words.put(
                    "text",
                    RecordedParts.exceptions(
                            cluster.logTail(id.namespace(), pod.name(), PodReader.MAIN_CONTAINER, 400, true)));
            write("words " + pod.name() + pod.restarts(), "lastWords", words);
        }
    }

    private void event(ClusterApi.Change change) {
        String about = change.object().textAt("/involvedObject/name").orElse("");
        boolean ours = about.equals(id.name()) || about.equals(podsOf) || about.startsWith(podsOf + "-");
        if (ours && !change.deleted()) {
            write("event " + change.object().name(), "event", RecordedParts.event(change.object()));
        }
    }

    private synchronized void write(String key, String field, JsonNode value) {
        if (value.equals(known.put(key, value))) {
            return;
        }
        ObjectNode line = Json.object();
        line.put("at", millis(Instant.now()));
        line.set(field, value);
        lines.add(line);
    }

    private long millis(Instant at) {
        return Duration.between(base, at).toMillis();
    }

    private static JobSample withoutFrames(JobSample sample) {
        return new JobSample(
                sample.jobId(),
                sample.restarts(),
                sample.completedCheckpoints(),
                sample.failedCheckpoints(),
                sample.taskManagers(),
                sample.runningTasks(),
                sample.allTasks(),
                sample.newestException().map(RecordedParts::withoutFrames),
                sample.newestExceptionAt(),
                sample.newestSavepoint(),
                sample.restoredFrom());
    }

    @Override
    public void close() {
        subscriptions.forEach(ClusterApi.Subscription::close);
    }
}
