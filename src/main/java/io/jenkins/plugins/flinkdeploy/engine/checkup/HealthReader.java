package io.jenkins.plugins.flinkdeploy.engine.checkup;

import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkRest;
import io.jenkins.plugins.flinkdeploy.engine.health.BlueGreenReader;
import io.jenkins.plugins.flinkdeploy.engine.health.SavepointSeen;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointRecord;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointRecords;
import io.jenkins.plugins.flinkdeploy.engine.status.ClusterStatus;
import io.jenkins.plugins.flinkdeploy.engine.status.JobStatus;
import io.jenkins.plugins.flinkdeploy.engine.status.StatusDetail;
import io.jenkins.plugins.flinkdeploy.engine.status.StatusReader;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks how well a cluster is. It never fails: what cannot be looked at is unknown. */
public final class HealthReader {
    /** Jobs of a session cluster that are measured at one look; the others are judged by their state. */
    private static final int MOST_JOBS = 50;

    private final ClusterApi cluster;
    private final Clock clock;
    private final HealthLimits limits;

    public HealthReader(ClusterApi cluster, Clock clock, HealthLimits limits) {
        this.cluster = cluster;
        this.clock = clock;
        this.limits = limits;
    }

    /**
     * Looks at a FlinkDeployment, with the jobs of a session cluster.
     *
     * @param previous the report before this one, from which it is known since when something is as it is; empty at the first look
     */
    public HealthReport read(ResourceId id, Optional<HealthReport> previous) {
        ClusterStatus status = new StatusReader(cluster, clock).read(id, StatusDetail.BRIEF);
        Map<String, JobMeasures> measures = new HashMap<>();
        Optional<Instant> savepoint = Optional.empty();
        if (HealthRules.worksOrShould(status.state()) && status.answered()) {
            JobReader reader = new JobReader(FlinkRest.of(cluster, id.namespace(), id.name()));
            List<JobStatus> running = status.jobs().stream()
                    .filter(job -> job.running() && job.id().isPresent())
                    .toList();
            running.stream()
                    .limit(MOST_JOBS)
                    .forEach(
                            job -> measures.put(job.name(), reader.read(job.id().get())));
            running.stream()
                    .skip(MOST_JOBS)
                    .forEach(job -> measures.put(
                            job.name(), JobMeasures.none("only the first " + MOST_JOBS + " jobs are asked")));
            savepoint = savepoint(status);
        }
        return new HealthRules(limits).judge(status, measures, savepoint, previous);
    }

    /**
     * Looks at what a resource stands for: a FlinkDeployment itself, a blue/green deployment's clusters, of which the worst counts.
     */
    public HealthReport readDeployed(ResourceId resource, Optional<HealthReport> previous) {
        return clusters(resource).stream()
                .map(id -> read(id, previous.filter(report -> report.cluster().equals(id))))
                .max(Comparator.comparing(HealthReport::state))
                .orElseGet(() -> read(deployment(resource, resource.name()), previous));
    }

    private List<ResourceId> clusters(ResourceId resource) {
        if (!resource.kind().equals(BlueGreenReader.KIND)) {
            return List.of(deployment(resource, resource.name()));
        }
        return Stream.of("blue", "green")
                .map(colour -> deployment(resource, BlueGreenReader.child(resource.name(), colour)))
                .filter(this::isThere)
                .toList();
    }

    private static ResourceId deployment(ResourceId resource, String name) {
        return new ResourceId(ResourceId.FLINK_API, "FlinkDeployment", resource.namespace(), name);
    }

    /** One that cannot be read may be there; reading it tells why it cannot. */
    private boolean isThere(ResourceId id) {
        try {
            return cluster.get(id).isPresent();
        } catch (ClusterException notToBeRead) {
            return true;
        }
    }

    /** Newer operators do not tell the time, and not of savepoints that are objects; then our own records count. */
    private Optional<Instant> savepoint(ClusterStatus status) {
        return Stream.of(status.savepoint().flatMap(SavepointSeen::at), recorded(status.resource()))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
    }

    private Optional<Instant> recorded(ResourceId id) {
        try {
            return new SavepointRecords(cluster).of(id).stream().findFirst().map(SavepointRecord::takenAt);
        } catch (ClusterException notToBeHad) {
            return Optional.empty();
        }
    }
}
