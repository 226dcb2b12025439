package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkCheckpoint;
import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkCheckpoints;
import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkExceptions;
import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkFailure;
import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkJob;
import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkOverview;
import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkRest;
import io.jenkins.plugins.flinkdeploy.engine.health.JobSample;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Samples a job over Flink's REST API, through the API server's service proxy. */
public final class FlinkJobProbe implements JobProbe {
    private static final Duration TOGETHER = Duration.ofMillis(500);

    private final ClusterApi cluster;

    public FlinkJobProbe(ClusterApi cluster) {
        this.cluster = cluster;
    }

    @Override
    public Optional<JobSample> sample(String namespace, String deployment, String jobId) {
        FlinkRest rest = FlinkRest.of(cluster, namespace, deployment);
        // The first question decides whether there is somebody to ask: five time-outs in a row would only cost time.
        return rest.jobs().value().flatMap(jobs -> jobs.stream()
                .filter(job -> job.id().equals(jobId))
                .findFirst()
                .flatMap(job -> sample(rest, job)));
    }

    @Override
    public Optional<JobSample> failures(String namespace, String deployment, String jobId) {
        return FlinkRest.of(cluster, namespace, deployment)
                .exceptions(jobId)
                .value()
                .filter(exceptions -> exceptions.newest().isPresent())
                .map(exceptions -> new JobSample(
                        jobId,
                        failures(exceptions),
                        0,
                        0,
                        0,
                        0,
                        0,
                        exceptions.newest().map(FlinkFailure::stackTrace),
                        exceptions.newest().flatMap(FlinkFailure::at),
                        Optional.empty(),
                        Optional.empty()));
    }

    /** Every question goes through the API server, so none is asked whose answer follows from the others. */
    private static Optional<JobSample> sample(FlinkRest rest, FlinkJob job) {
        Optional<FlinkCheckpoints> checkpoints = rest.checkpoints(job.id()).value();
        Optional<FlinkExceptions> exceptions =
                checkpoints.flatMap(known -> rest.exceptions(job.id()).value());
        if (exceptions.isEmpty()) {
            // Half an answer would read as "no checkpoints" or "no exceptions"; it is no answer.
            return Optional.empty();
        }
        // Flink notes a failure for each restart; the number is asked for where the notes, which are limited, may be
        // short.
        int failures = failures(exceptions.get());
        int restarts = failures == 0 ? 0 : rest.restarts(job.id()).value().orElse(0);
        return Optional.of(
                sample(job, checkpoints.get(), exceptions.get(), taskManagers(rest, job), restarts, failures));
    }

    /** Tasks that all run have their task managers; 0 then, for "not asked". */
    private static int taskManagers(FlinkRest rest, FlinkJob job) {
        int all = job.allTasks().orElse(0);
        return all > 0 && job.runningTasks().orElse(0) == all
                ? 0
                : rest.overview()
                        .value()
                        .map(FlinkOverview::taskManagers)
                        .map(count -> count.orElse(0))
                        .orElse(0);
    }

    private static JobSample sample(
            FlinkJob job,
            FlinkCheckpoints checkpoints,
            FlinkExceptions exceptions,
            int taskManagers,
            int restarts,
            int failures) {
        Optional<FlinkFailure> newest = exceptions.newest();
        return new JobSample(
                job.id(),
                // The metric lags by up to ten seconds; every failure in the history made Flink restart the job.
                Math.max(restarts, failures),
                checkpoints.completed().orElse(0),
                checkpoints.failed().orElse(0),
                taskManagers,
                job.runningTasks().orElse(0),
                job.allTasks().orElse(0),
                newest.map(FlinkFailure::stackTrace),
                newest.flatMap(FlinkFailure::at),
                checkpoints.latestSavepoint().flatMap(FlinkJobProbe::savepoint),
                // One that has no address was restored nevertheless.
                checkpoints.latestRestored().map(restore -> restore.path().orElse("checkpoint " + restore.id())));
    }

    /** Tasks that fail together make one restart: entries close to each other count once. */
    private static int failures(FlinkExceptions exceptions) {
        int count = 0;
        Instant later = Instant.MAX;
        for (FlinkFailure failure : exceptions.entries()) {
            Instant at = failure.at().orElse(Instant.EPOCH);
            if (at.plus(TOGETHER).isBefore(later)) {
                count++;
            }
            later = at;
        }
        return count;
    }

    private static Optional<JobSample.Savepoint> savepoint(FlinkCheckpoint checkpoint) {
        return checkpoint
                .path()
                .map(path -> new JobSample.Savepoint(
                        path,
                        checkpoint.sizeBytes().orElse(0),
                        checkpoint.took().orElse(Duration.ZERO)));
    }
}
