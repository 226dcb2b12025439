package io.jenkins.plugins.flinkdeploy.engine.savepoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.FlinkKeys;
import io.jenkins.plugins.flinkdeploy.engine.flink.SavepointDisposal;
import io.jenkins.plugins.flinkdeploy.engine.health.ResourceSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.SavepointSeen;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.record.Revision;
import io.jenkins.plugins.flinkdeploy.engine.record.Revisions;
import io.jenkins.plugins.flinkdeploy.engine.resource.ClusterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Removes savepoints that this tool took and that are beyond those to be kept ({@code state.keepSavepoints}); the operator does not
 * remove them. One that a revision, or the resource itself, still names is never removed; nor is any without a number to keep.
 */
public final class SavepointRetention {
    private static final int LOOKS = 10;
    private static final long PAUSE_MILLIS = 200;

    private final ClusterApi cluster;

    public SavepointRetention(ClusterApi cluster) {
        this.cluster = cluster;
    }

    /** How many savepoints a manifest says are to be kept; empty when it says nothing. */
    public static Optional<Integer> kept(Manifest manifest) {
        String count = ClusterSpec.at(manifest, "/flinkConfiguration")
                .path(FlinkKeys.KEPT_SAVEPOINTS)
                .asText("");
        return count.matches("\\d{1,6}") ? Optional.of(Math.max(1, Integer.parseInt(count))) : Optional.empty();
    }

    /**
     * Removes what is too old.
     *
     * @return what was removed and what could not be, one line each
     * @throws ClusterException when the cluster cannot be read
     */
    public List<String> prune(ResourceId resource) {
        Optional<Manifest> live = cluster.get(resource);
        Optional<Integer> keep = live.flatMap(this::keep);
        if (keep.isEmpty()) {
            return List.of();
        }
        List<SavepointRecord> records = new SavepointRecords(cluster).of(resource);
        if (records.size() <= keep.get()) {
            return List.of();
        }
        List<String> needed = needed(live.get());
        List<String> lines = new ArrayList<>();
        for (SavepointRecord old : records.subList(keep.get(), records.size())) {
            String path = old.savepoint().path();
            if (needed.stream().noneMatch(other -> SavepointTaken.samePlace(other, path))) {
                lines.add(removed(live.get(), old)
                        .map(why -> "savepoint " + path + " is not removed: " + why)
                        .orElse("savepoint " + path + " of " + old.takenAt() + " removed, " + keep.get()
                                + " are kept"));
            }
        }
        return List.copyOf(lines);
    }

    private Optional<Integer> keep(Manifest live) {
        Optional<Integer> own = kept(live);
        // The jobs of a session cluster have the settings of their cluster.
        return own.isPresent()
                ? own
                : live.textAt("/spec/deploymentName")
                        .flatMap(name -> cluster.get(
                                new ResourceId(live.apiVersion(), "FlinkDeployment", live.namespace(), name)))
                        .flatMap(SavepointRetention::kept);
    }

    private List<String> needed(Manifest live) {
        return Stream.of(
                        new Revisions(cluster).of(live.id()).stream().map(Revision::savepoint),
                        Stream.of(
                                ClusterSpec.textAt(live, "/job/initialSavepointPath"),
                                live.textAt("/status/jobStatus/upgradeSavepointPath"),
                                ResourceSeen.of(live).lastSavepoint().map(SavepointSeen::location)))
                .flatMap(found -> found)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Why it was not removed; empty when it was. */
    private Optional<String> removed(Manifest live, SavepointRecord old) {
        try {
            Optional<String> problem = old.method() == SavepointMethod.SNAPSHOT
                    ? byObject(live, old)
                    : byFlink(live, old.savepoint().path());
            if (problem.isEmpty()) {
                new SavepointRecords(cluster).delete(live.id(), old);
            }
            return problem;
        } catch (ClusterException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** The operator deletes the data with the object, once the object says so. */
    private Optional<String> byObject(Manifest live, SavepointRecord old) {
        if (!ResourceSeen.of(live).job().is("RUNNING")) {
            return Optional.of("the operator can delete it only while the job runs");
        }
        ResourceId snapshot = new ResourceId(
                live.apiVersion(),
                SavepointTrigger.KIND,
                live.namespace(),
                old.savepoint().trigger().orElse(""));
        if (cluster.get(snapshot).isEmpty()) {
            return byFlink(live, old.savepoint().path());
        }
        ObjectNode patch = Json.object();
        patch.withObject("/spec/savepoint").put("disposeOnDelete", true);
        cluster.patch(snapshot, patch);
        cluster.delete(snapshot);
        return Optional.empty();
    }

    private Optional<String> byFlink(Manifest live, String path) {
        ResourceSeen seen = ResourceSeen.of(live);
        if (!seen.job().is("RUNNING")) {
            return Optional.of("no Flink cluster runs that could delete it");
        }
        SavepointDisposal disposal = new SavepointDisposal(cluster, live.namespace(), seen.jobManagerName());
        String request = disposal.ask(path);
        for (int look = 0; look < LOOKS; look++) {
            SavepointDisposal.Outcome outcome = disposal.outcome(request);
            if (outcome instanceof SavepointDisposal.Outcome.Gone) {
                return Optional.empty();
            } else if (outcome instanceof SavepointDisposal.Outcome.Failed failed) {
                return Optional.of(failed.why());
            }
            pause();
        }
        return Optional.of("Flink is still at it; the next deployment looks again");
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
