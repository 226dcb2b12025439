package io.jenkins.plugins.flinkdeploy.engine.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.health.EventSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.JobSample;
import io.jenkins.plugins.flinkdeploy.engine.health.Observation;
import io.jenkins.plugins.flinkdeploy.engine.health.ResourceSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.Sight;
import io.jenkins.plugins.flinkdeploy.engine.health.SnapshotSeen;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.kube.PodLogQuery;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/**
 * An API server, an operator and a job in virtual time. What a job does is written in the name of its image: {@code good},
 * {@code failing} (ends before it is running), {@code late} (ends while it soaks), {@code hanging} (never runs), {@code refused}.
 */
final class SimulatedCluster implements ClusterApi {
    private final Random random;
    private final Map<ResourceId, ObjectNode> objects = new LinkedHashMap<>();
    private final List<EventSeen> events = new ArrayList<>();
    private long version;
    private long executions;
    private ObjectNode shown;

    private JsonNode reconciled;
    private Optional<Instant> startsAt = Optional.empty();
    private Optional<Instant> runningSince = Optional.empty();
    private Optional<Instant> savepointAt = Optional.empty();
    private Optional<Instant> looksAt = Optional.empty();
    Instant now;
    /** How far the cluster's clock is ahead of the deployer's. */
    Duration skew = Duration.ZERO;

    boolean savepointsFail;
    /** Whether savepoints are objects, as with newer operators. */
    boolean snapshots;
    /** The part of requests that fail, before or after they did what they were sent for. */
    double faults;

    Instant awayUntil = Instant.EPOCH;

    /** Every apply that changed a specification: who applied it. */
    final List<String> changes = new ArrayList<>();

    SimulatedCluster(Random random, Instant now) {
        this.random = random;
        this.now = now;
    }

    ObjectNode live() {
        return objects.get(Play.RESOURCE);
    }

    Optional<ObjectNode> lease() {
        return objects.entrySet().stream()
                .filter(entry -> entry.getKey().kind().equals("Lease"))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    String image() {
        return live() == null ? "" : live().at("/spec/image").asText();
    }

    String state() {
        return live() == null ? "" : live().at("/status/jobStatus/state").asText();
    }

    /** What the last specification that was started is called. */
    String runningImage() {
        return reconciled == null ? "" : reconciled.path("image").asText();
    }

    /** What a watch tells, which may be behind; never goes back. */
    Observation observe() {
        boolean away = now.isBefore(awayUntil);
        if (!away && (shown == null || random.nextInt(3) > 0)) {
            shown = live() == null ? null : live().deepCopy();
        }
        Optional<ResourceSeen> seen =
                Optional.ofNullable(shown).map(Manifest::of).map(ResourceSeen::of);
        Optional<JobSample> sample = !away && state().equals("RUNNING") && random.nextInt(4) > 0
                ? Optional.of(Sight.sample(
                        0, (int) Duration.between(runningSince.orElse(now), now).toSeconds() / 5))
                : Optional.empty();
        return new Observation(now, seen, List.of(), List.copyOf(events), sample, snapshot());
    }

    /** The operator and the job go on up to now. */
    void go() {
        ObjectNode resource = live();
        if (resource == null) {
            return;
        }
        ObjectNode status = resource.withObject("/status");
        long generation = resource.at("/metadata/generation").asLong();
        if (status.path("observedGeneration").asLong() != generation) {
            if (looksAt.isEmpty()) {
                looksAt = Optional.of(now.plusMillis(random.nextInt(3000)));
            }
            if (!now.isBefore(looksAt.get())) {
                looksAt = Optional.empty();
                reconcile(resource, status, generation);
            }
        }
        if (startsAt.filter(at -> !now.isBefore(at)).isPresent()) {
            startsAt = Optional.empty();
            start(status);
        }
        boolean late = runningImage().contains("late");
        if (late
                && state().equals("RUNNING")
                && Duration.between(runningSince.orElse(now), now).toSeconds() >= 12) {
            status.withObject("/jobStatus").put("state", "FAILED");
        }
        savepoint(resource, status);
        objects.values().stream()
                .filter(object -> object.path("kind").asText().equals("FlinkStateSnapshot"))
                .forEach(this::snapshot);
    }

    /** The savepoint that was asked for as an object. */
    Optional<SnapshotSeen> snapshot() {
        return objects.values().stream()
                .filter(object -> object.path("kind").asText().equals("FlinkStateSnapshot"))
                .findFirst()
                .map(Manifest::of)
                .map(SnapshotSeen::of);
    }

    private void snapshot(ObjectNode snapshot) {
        ObjectNode status = snapshot.withObject("/status");
        if (status.path("state").asText().equals("COMPLETED") || random.nextInt(4) > 0) {
            return;
        }
        if (!state().equals("RUNNING")) {
            status.put("state", "ABANDONED");
        } else if (savepointsFail) {
            status.put("state", "FAILED").put("error", "disk full");
        } else {
            status.put("state", "COMPLETED")
                    .put("path", "file:/sp/" + snapshot.at("/metadata/name").asText());
        }
    }

    private void reconcile(ObjectNode resource, ObjectNode status, long generation) {
        JsonNode wanted = effective(resource.path("spec"));
        status.put("observedGeneration", generation);
        status.remove("error");
        if (wanted.path("image").asText().contains("refused")) {
            status.put("error", "{\"type\":\"x.ValidationException\",\"message\":\"refused\"}");
            events.add(new EventSeen("FlinkDeployment", true, "ValidationError", "refused", clusterTime()));
        } else if (!wanted.equals(reconciled)) {
            reconciled = wanted;
            status.put("lifecycleState", "UPGRADING")
                    .withObject("/reconciliationStatus")
                    .put("state", "UPGRADING");
            status.put("jobManagerDeploymentStatus", "MISSING");
            if (status.path("jobStatus").has("state")) {
                status.withObject("/jobStatus").put("state", "FINISHED");
            }
            startsAt = Optional.of(now.plusMillis(2000 + random.nextInt(12000)));
        }
    }

    private void start(ObjectNode status) {
        executions++;
        runningSince = Optional.of(now);
        String image = runningImage();
        String state = image.contains("failing") ? "FAILED" : image.contains("hanging") ? "RECONCILING" : "RUNNING";
        status.put("lifecycleState", state.equals("RUNNING") ? "STABLE" : "DEPLOYED");
        status.withObject("/reconciliationStatus").put("state", "DEPLOYED");
        status.put("jobManagerDeploymentStatus", "READY");
        ObjectNode job = status.withObject("/jobStatus");
        job.put("state", state);
        job.put("startTime", String.valueOf(now.toEpochMilli()));
        if (executions == 1 || random.nextBoolean()) {
            job.put("jobId", "job-" + executions);
        }
    }

    private void savepoint(ObjectNode resource, ObjectNode status) {
        JsonNode nonce = resource.at("/spec/job/savepointTriggerNonce");
        JsonNode last = status.at("/jobStatus/savepointInfo/lastSavepoint/triggerNonce");
        if (!nonce.isNumber() || nonce.asLong() == last.asLong() || !state().equals("RUNNING")) {
            savepointAt = Optional.empty();
        } else if (savepointAt.isEmpty()) {
            savepointAt = Optional.of(now.plusMillis(random.nextInt(8000)));
        } else if (!now.isBefore(savepointAt.get())) {
            if (savepointsFail) {
                events.add(new EventSeen("FlinkDeployment", true, "SavepointError", "disk full", clusterTime()));
            } else {
                status.withObject("/jobStatus/savepointInfo/lastSavepoint")
                        .put("location", "file:/sp/" + nonce.asLong())
                        .put("triggerType", "MANUAL")
                        .put("triggerNonce", nonce.asLong())
                        .put("timeStamp", clusterTime().toEpochMilli());
            }
        }
    }

    private static JsonNode effective(JsonNode spec) {
        ObjectNode copy = spec.deepCopy();
        copy.withObject("/job").remove("savepointTriggerNonce");
        return copy;
    }

    private void mayFail() {
        if (now.isBefore(awayUntil) || random.nextDouble() < faults) {
            throw new ClusterException(ClusterException.Kind.UNREACHABLE, "No answer.", null);
        }
    }

    @Override
    public Optional<Manifest> get(ResourceId id) {
        mayFail();
        return Optional.ofNullable(objects.get(id)).map(Manifest::of);
    }

    @Override
    public boolean serves(String apiVersion, String kind) {
        mayFail();
        return snapshots || !kind.equals("FlinkStateSnapshot");
    }

    @Override
    public boolean namespaceExists(String namespace) {
        return true;
    }

    @Override
    public Manifest apply(Manifest manifest, boolean dryRun) {
        mayFail();
        ObjectNode before = objects.get(manifest.id());
        ObjectNode after = before == null ? Json.object() : before.deepCopy();
        merge(after, manifest.toTree());
        if (dryRun) {
            return Manifest.of(after);
        }
        boolean changed = before == null || !before.path("spec").equals(after.path("spec"));
        if (changed) {
            changes.add(manifest.annotation(ResourceSeen.DEPLOYMENT_ID).orElse("") + " "
                    + manifest.at("/spec/image").asText());
        }
        after.withObject("/metadata")
                .putArray("managedFields")
                .addObject()
                .put("manager", FIELD_MANAGER)
                .put("operation", "Apply")
                .put("time", clusterTime().truncatedTo(ChronoUnit.SECONDS).toString());
        return stored(manifest.id(), after, changed);
    }

    private Instant clusterTime() {
        return now.plus(skew);
    }

    private Manifest stored(ResourceId id, ObjectNode after, boolean specChanged) {
        ObjectNode metadata = after.withObject("/metadata");
        metadata.put("resourceVersion", String.valueOf(++version));
        metadata.put("uid", "uid-" + id.name());
        if (specChanged) {
            metadata.put("generation", metadata.path("generation").asLong() + 1);
        }
        objects.put(id, after);
        Manifest answer = Manifest.of(after);
        // Now and then what was done is not answered.
        mayFail();
        return answer;
    }

    private static void merge(ObjectNode into, ObjectNode from) {
        from.properties().forEach(field -> {
            if (field.getValue() instanceof ObjectNode object
                    && into.path(field.getKey()) instanceof ObjectNode inner) {
                merge(inner, object);
            } else {
                into.set(field.getKey(), field.getValue());
            }
        });
    }

    @Override
    public Manifest patch(ResourceId id, ObjectNode mergePatch) {
        mayFail();
        ObjectNode after = objects.get(id).deepCopy();
        merge(after, mergePatch);
        return stored(id, after, !after.path("spec").equals(objects.get(id).path("spec")));
    }

    @Override
    public Manifest create(Manifest manifest) {
        mayFail();
        if (objects.containsKey(manifest.id())) {
            throw new ClusterException(ClusterException.Kind.CONFLICT, "exists", null);
        }
        return stored(manifest.id(), manifest.toTree(), true);
    }

    @Override
    public Manifest replace(Manifest manifest) {
        mayFail();
        ObjectNode before = objects.get(manifest.id());
        if (before == null
                || !before.at("/metadata/resourceVersion")
                        .equals(manifest.toTree().at("/metadata/resourceVersion"))) {
            throw new ClusterException(ClusterException.Kind.CONFLICT, "changed", null);
        }
        return stored(manifest.id(), manifest.toTree(), true);
    }

    @Override
    public void delete(ResourceId id) {
        mayFail();
        objects.remove(id);
        mayFail();
    }

    @Override
    public void deleteAsSeen(Manifest seen) {
        mayFail();
        ObjectNode before = objects.get(seen.id());
        if (before != null && !before.at("/metadata/resourceVersion").equals(seen.at("/metadata/resourceVersion"))) {
            throw new ClusterException(ClusterException.Kind.CONFLICT, "changed", null);
        }
        objects.remove(seen.id());
        mayFail();
    }

    @Override
    public List<Manifest> list(String apiVersion, String kind, String namespace, String labelSelector) {
        mayFail();
        return objects.entrySet().stream()
                .filter(entry -> entry.getKey().kind().equals(kind))
                .map(entry -> Manifest.of(entry.getValue()))
                .toList();
    }

    @Override
    public List<Manifest> events(String namespace, String involvedName) {
        return List.of();
    }

    @Override
    public String logTail(String namespace, String pod, String container, int lines, boolean previous) {
        mayFail();
        return "";
    }

    @Override
    public InputStream log(PodLogQuery query) {
        mayFail();
        return InputStream.nullInputStream();
    }

    @Override
    public JsonNode serviceProxyGet(String namespace, String service, String port, String path) {
        throw new UnsupportedOperationException();
    }

    @Override
    public JsonNode serviceProxyPost(String namespace, String service, String port, String path, JsonNode body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Subscription watch(ResourceId id, Consumer<Optional<Manifest>> listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Subscription watchAll(String apiVersion, String kind, String namespace, Consumer<Change> onChange) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String serverVersion() {
        return "simulated";
    }

    @Override
    public void close() {}
}
