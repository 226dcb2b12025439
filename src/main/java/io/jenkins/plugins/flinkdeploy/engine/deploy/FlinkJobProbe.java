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

    private static Optional<JobSample> sample(FlinkRest rest, FlinkJob job) {
        Optional<FlinkCheckpoints> checkpoints = rest.checkpoints(job.id()).value();
        Optional<FlinkExceptions> exceptions = rest.exceptions(job.id()).value();
        Optional<FlinkOverview> overview = rest.overview().value();
        if (checkpoints.isEmpty() || exceptions.isEmpty() || overview.isEmpty()) {
            // Half an answer would read as "no checkpoints" or "no exceptions"; it is no answer.
            return Optional.empty();
        }
        // Flink has no such metric before it first collected it; the exceptions count until then.
        int restarts = rest.restarts(job.id()).value().orElse(0);
        return Optional.of(sample(job, checkpoints.get(), exceptions.get(), overview.get(), restarts));
    }

    private static JobSample sample(
            FlinkJob job,
            FlinkCheckpoints checkpoints,
            FlinkExceptions exceptions,
            FlinkOverview overview,
            int restarts) {
        Optional<FlinkFailure> newest = exceptions.newest();
        return new JobSample(
                job.id(),
                // The metric lags by up to ten seconds; every failure in the history made Flink restart the job.
                Math.max(restarts, failures(exceptions)),
                checkpoints.completed().orElse(0),
                checkpoints.failed().orElse(0),
                overview.taskManagers().orElse(0),
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
