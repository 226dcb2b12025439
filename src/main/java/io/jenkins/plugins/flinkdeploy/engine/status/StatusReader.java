package io.jenkins.plugins.flinkdeploy.engine.status;

import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkRest;
import io.jenkins.plugins.flinkdeploy.engine.health.PodReader;
import io.jenkins.plugins.flinkdeploy.engine.health.ResourceSeen;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import io.jenkins.plugins.flinkdeploy.engine.record.Revision;
import io.jenkins.plugins.flinkdeploy.engine.record.Revisions;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Reads the status of a cluster. It never fails: a part that cannot be read is a {@link Gap}. */
public final class StatusReader {
    /** How many of the last deployments a status tells. */
    private static final int DEPLOYMENTS = 5;

    private static final Set<String> AUTOSCALER = Set.of(
            "ScalingReport",
            "Scaling",
            "IneffectiveScaling",
            "MemoryPressure",
            "ResourceQuotaReached",
            "AutoscalerError");

    private final ClusterApi cluster;
    private final Clock clock;

    public StatusReader(ClusterApi cluster, Clock clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    /**
     * Reads the status of a FlinkDeployment, with the jobs of a session cluster.
     *
     * @param detail how much to ask the JobManager; each job's checkpoints are three questions more
     */
    public ClusterStatus read(ResourceId id, StatusDetail detail) {
        List<Gap> gaps = new ArrayList<>();
        Optional<Manifest> resource = part("resource", gaps, Optional.empty(), () -> cluster.get(id));
        if (resource.isEmpty()) {
            return nothing(id, gaps);
        }
        return read(resource.get(), detail, gaps);
    }

    private ClusterStatus read(Manifest resource, StatusDetail detail, List<Gap> gaps) {
        ResourceId id = resource.id();
        ResourceSeen seen = ResourceSeen.of(resource);
        Specification specification = new Specification(resource);
        List<Manifest> pods =
                part("pods", gaps, List.of(), () -> cluster.list("v1", "Pod", id.namespace(), "app=" + id.name()));
        StateRules.Finding finding =
                StateRules.state(seen, pods.stream().map(PodReader::pod).toList());
        List<Revision> revisions = part("deployments", gaps, List.of(), () -> new Revisions(cluster).of(id));
        JobParts jobs = new JobParts(resource, seen, specification.dashboard());
        if (jobs.session()) {
            jobs.declared(part(
                    "session jobs",
                    gaps,
                    List.of(),
                    () -> cluster.list(id.apiVersion(), "FlinkSessionJob", id.namespace(), "")));
        }
        FlinkParts flink = new FlinkParts(FlinkRest.of(cluster, id.namespace(), id.name()));
        if (finding.state().mayAnswer()) {
            flink.read();
        }
        List<JobStatus> known = jobs.merge(flink, detail);
        gaps.addAll(flink.gaps());
        return new ClusterStatus(
                id,
                labels(resource),
                finding.state(),
                finding.reason(),
                seen.suspendedByIntent(),
                jobs.session(),
                version(resource, seen, finding.state(), revisions),
                ClusterLinks.of(resource),
                specification.dashboard(),
                specification.taskManagers(),
                flink.cluster(),
                PodParts.of(pods),
                known,
                jobs.lastSavepoint(),
                revisions.stream().limit(DEPLOYMENTS).map(DeploymentStatus::of).toList(),
                jobs.actions(),
                specification.autoscaled() ? autoscaler(id, gaps) : Optional.empty(),
                gaps,
                clock.instant());
    }

    private ClusterStatus nothing(ResourceId id, List<Gap> gaps) {
        return new ClusterStatus(
                id,
                Map.of(),
                gaps.isEmpty() ? ClusterState.ABSENT : ClusterState.UNKNOWN,
                Optional.empty(),
                false,
                false,
                new VersionStatus(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                Map.of(),
                Optional.empty(),
                OptionalInt.empty(),
                FlinkStatus.SILENT,
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                gaps,
                clock.instant());
    }

    private static VersionStatus version(
            Manifest resource, ResourceSeen seen, ClusterState state, List<Revision> revisions) {
        Optional<String> desired = resource.annotation(Annotations.COMMIT);
        boolean reached = seen.acceptedGeneration() >= seen.generation()
                && (state == ClusterState.RUNNING || state == ClusterState.FINISHED);
        // Until the new one runs, what runs is what was last recorded as healthy, if anything does.
        Optional<String> running = reached
                ? desired
                : revisions.stream()
                        .findFirst()
                        .filter(revision -> seen.job().is("RUNNING"))
                        .flatMap(Revision::commit);
        return new VersionStatus(
                running,
                desired,
                resource.annotation(Annotations.CONFIG_HASH),
                resource.textAt("/spec/image"),
                resource.textAt("/spec/flinkVersion"));
    }

    private Optional<String> autoscaler(ResourceId id, List<Gap> gaps) {
        return part("autoscaler", gaps, List.<Manifest>of(), () -> cluster.events(id.namespace(), id.name())).stream()
                .map(PodReader::event)
                .filter(event -> AUTOSCALER.contains(event.reason()))
                .reduce((earlier, later) -> later)
                .map(event -> event.reason() + ": " + Text.firstLine(event.message()));
    }

    private static Map<String, String> labels(Manifest resource) {
        Map<String, String> labels = new TreeMap<>();
        resource.at("/metadata/labels")
                .properties()
                .forEach(entry -> labels.put(entry.getKey(), entry.getValue().asText()));
        return labels;
    }

    private static <T> T part(String name, List<Gap> gaps, T otherwise, Supplier<T> read) {
        try {
            return read.get();
        } catch (ClusterException e) {
            gaps.add(new Gap(name, Text.firstLine(e.getMessage())));
            return otherwise;
        }
    }
}
