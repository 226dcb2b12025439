package io.jenkins.plugins.flinkdeploy.engine.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.cost.ClusterCost;
import io.jenkins.plugins.flinkdeploy.engine.cost.CostCalculator;
import io.jenkins.plugins.flinkdeploy.engine.health.BlueGreenReader;
import io.jenkins.plugins.flinkdeploy.engine.health.PodReader;
import io.jenkins.plugins.flinkdeploy.engine.health.PodSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.ResourceSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.Role;
import io.jenkins.plugins.flinkdeploy.engine.model.Ids;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import io.jenkins.plugins.flinkdeploy.engine.resource.Labels;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is known of one cluster, put together from what watches tell; not for several threads. */
final class BoardCluster {
    private final Map<String, PodSeen> pods = new TreeMap<>();
    /** The jobs of a session cluster, by the names of their resources. */
    private final Map<String, Job> jobs = new TreeMap<>();

    private Optional<Manifest> resource = Optional.empty();
    private Optional<ClusterState> before = Optional.empty();
    private Optional<Instant> changed = Optional.empty();

    /** @param state Flink's, as the operator saw it last */
    private record Job(Manifest resource, String state) {}

    /** Says whether what it is specified to cost may have changed. */
    boolean resource(Optional<Manifest> now) {
        Optional<Manifest> earlier = resource;
        resource = now;
        return !specification(earlier).equals(specification(now));
    }

    /** What a cost is computed from. */
    private static Optional<List<JsonNode>> specification(Optional<Manifest> manifest) {
        return manifest.map(known -> List.of(known.at("/spec"), known.at("/metadata/labels")));
    }

    void pod(Manifest pod, boolean deleted) {
        if (deleted) {
            pods.remove(pod.name());
        } else {
            pods.put(pod.name(), PodReader.pod(pod));
        }
    }

    /** Says whether what is specified to run may have changed. */
    boolean job(Manifest job, boolean deleted) {
        if (deleted) {
            return jobs.remove(job.name()) != null;
        }
        ResourceSeen seen = ResourceSeen.of(job);
        String state = seen.job().state().orElse(seen.suspendedByIntent() ? "SUSPENDED" : "CREATED");
        Optional<Job> earlier = Optional.ofNullable(jobs.put(job.name(), new Job(job, state)));
        return !specification(earlier.map(Job::resource)).equals(specification(Optional.of(job)));
    }

    /** What it is specified to cost, empty while there is no resource. */
    Optional<ClusterCost> cost(CostCalculator calculator) {
        return resource.map(known -> calculator.specified(
                known, jobs.values().stream().map(Job::resource).toList()));
    }

    /** Whether nothing is known of it any more. */
    boolean isEmpty() {
        return resource.isEmpty() && pods.isEmpty() && jobs.isEmpty();
    }

    /** The row, empty while there is no resource. */
    Optional<BoardRow> row(Instant now) {
        return resource.map(known -> row(known, now));
    }

    private BoardRow row(Manifest known, Instant now) {
        ResourceSeen seen = ResourceSeen.of(known);
        StateRules.Finding finding = StateRules.state(seen, List.copyOf(pods.values()));
        if (before.filter(earlier -> earlier != finding.state()).isPresent()) {
            changed = Optional.of(now);
        }
        before = Optional.of(finding.state());
        boolean session = seen.role() == Role.SESSION_CLUSTER;
        return new BoardRow(
                known.id(),
                finding.state(),
                finding.reason(),
                seen.suspendedByIntent(),
                session,
                partOf(known),
                session ? counted() : ofOne(seen),
                new BoardRow.Pods(
                        (int) pods.values().stream().filter(PodSeen::ready).count(), pods.size()),
                finding.state() == ClusterState.RUNNING ? startOfJob(known).or(() -> changed) : changed,
                known.label(Labels.SERVICE),
                known.label(Labels.OWNER),
                known.textAt("/spec/flinkVersion"),
                version(known, seen, finding.state()),
                new BoardRow.Deployed(
                        known.annotation(Annotations.DEPLOYMENT_ID).flatMap(Ids::timeOf),
                        known.annotation(Annotations.DEPLOYED_BY),
                        known.annotation(Annotations.BUILD_URL)));
    }

    private static Optional<String> partOf(Manifest known) {
        return known.at("/metadata/ownerReferences").findValuesAsText("kind").contains(BlueGreenReader.KIND)
                ? Optional.of(known.at("/metadata/ownerReferences/0/name").asText())
                : Optional.empty();
    }

    private Map<String, Integer> counted() {
        Map<String, Integer> states = new TreeMap<>();
        jobs.values().forEach(job -> states.merge(job.state(), 1, Integer::sum));
        return states;
    }

    private static Map<String, Integer> ofOne(ResourceSeen seen) {
        return seen.job().state().map(state -> Map.of(state, 1)).orElse(Map.of());
    }

    /** The operator writes milliseconds since 1970 as a text. */
    private static Optional<Instant> startOfJob(Manifest known) {
        try {
            return known.textAt("/status/jobStatus/startTime")
                    .map(Long::parseLong)
                    .map(Instant::ofEpochMilli);
        } catch (NumberFormatException | DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private static BoardRow.Version version(Manifest known, ResourceSeen seen, ClusterState state) {
        boolean takenUp = seen.acceptedGeneration() >= seen.generation();
        Optional<String> commit = known.annotation(Annotations.COMMIT);
        BoardRow.Standing standing = BoardRow.Standing.CURRENT;
        if (known.annotation(Annotations.ROLLED_BACK_COMMIT).isPresent()) {
            standing = BoardRow.Standing.ROLLED_BACK;
        } else if (commit.isPresent() && (!takenUp || state == ClusterState.DEPLOYING)) {
            standing = BoardRow.Standing.PENDING;
        }
        return new BoardRow.Version(
                commit, known.annotation(Annotations.COMMIT_TIME).flatMap(BoardCluster::instant), standing);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
