package io.jenkins.plugins.flinkdeploy.engine.status;

import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkJob;
import io.jenkins.plugins.flinkdeploy.engine.health.ResourceSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.Role;
import io.jenkins.plugins.flinkdeploy.engine.health.SavepointSeen;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Brings together what the resources declare and what Flink runs: a job that was never submitted has no row at Flink, and one
 * that somebody submitted by hand no resource.
 */
final class JobParts {
    /** A resource that declares a job. */
    private record Declared(Manifest resource, ResourceSeen seen) {
        String name() {
            return resource.name();
        }
    }

    private final List<Declared> declared = new ArrayList<>();
    private final Manifest cluster;
    private final boolean session;
    private final Optional<String> dashboard;

    JobParts(Manifest cluster, ResourceSeen seen, Optional<String> dashboard) {
        this.cluster = cluster;
        this.dashboard = dashboard;
        session = seen.role() == Role.SESSION_CLUSTER;
        if (!session) {
            declared.add(new Declared(cluster, seen));
        }
    }

    boolean session() {
        return session;
    }

    /** Takes the session jobs of this cluster out of those of the namespace. */
    void declared(List<Manifest> sessionJobs) {
        sessionJobs.stream()
                .filter(job -> job.textAt("/spec/deploymentName")
                        .filter(cluster.name()::equals)
                        .isPresent())
                .forEach(job -> declared.add(new Declared(job, ResourceSeen.of(job))));
    }

    /** Who did what with the cluster or one of its jobs. */
    List<ActionStatus> actions() {
        return ActionStatus.of(
                Stream.concat(Stream.of(cluster), declared.stream().map(Declared::resource))
                        .distinct());
    }

    /** The newest savepoint of all jobs; one without a time counts as the oldest. */
    Optional<SavepointSeen> lastSavepoint() {
        return declared.stream()
                .flatMap(job -> job.seen().lastSavepoint().stream())
                .max(Comparator.comparing(savepoint -> savepoint.at().orElse(Instant.EPOCH)));
    }

    List<JobStatus> merge(FlinkParts flink, StatusDetail detail) {
        List<JobStatus> jobs = new ArrayList<>();
        List<Declared> unseen = new ArrayList<>(declared);
        for (FlinkJob job : flink.jobs()) {
            Optional<Declared> by = declared.stream()
                    .filter(candidate ->
                            candidate.seen().job().id().filter(job.id()::equals).isPresent())
                    .findFirst();
            by.ifPresent(unseen::remove);
            jobs.add(ofFlink(job, by, flink, detail));
        }
        // While Flink is silent, what the operator saw last is the best there is.
        unseen.stream()
                .filter(job -> session || flink.jobs().isEmpty())
                .filter(job -> session || job.seen().job().state().isPresent())
                .map(this::ofOperator)
                .forEach(jobs::add);
        jobs.sort(Comparator.comparing(JobStatus::name));
        return jobs;
    }

    private JobStatus ofFlink(FlinkJob job, Optional<Declared> by, FlinkParts flink, StatusDetail detail) {
        boolean full = detail == StatusDetail.FULL;
        return new JobStatus(
                job.name(),
                by.map(Declared::name),
                job.state(),
                Optional.of(job.id()),
                job.startedAt(),
                url(job.id()),
                full ? flink.checkpoints(job) : Optional.empty(),
                full ? flink.lastRestart(job) : Optional.empty(),
                full ? flink.lastException(job) : Optional.empty());
    }

    private JobStatus ofOperator(Declared job) {
        return new JobStatus(
                job.name(),
                Optional.of(job.name()),
                job.seen().job().state().orElse("UNKNOWN"),
                job.seen().job().id(),
                job.seen().job().startTime().flatMap(JobParts::instant),
                job.seen().job().id().flatMap(this::url),
                Optional.empty(),
                Optional.empty(),
                job.seen().error().filter(error -> !error.isPassing()).map(error -> Text.firstLine(error.message())));
    }

    private Optional<String> url(String jobId) {
        return dashboard.map(address -> address + "/#/job/" + jobId);
    }

    /** The operator writes milliseconds since 1970 as a text. */
    private static Optional<Instant> instant(String millis) {
        try {
            return Optional.of(Instant.ofEpochMilli(Long.parseLong(millis)));
        } catch (NumberFormatException | DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
