package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkCheckpoint;
import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkCheckpoints;
import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkExceptions;
import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkFailure;
import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkJob;
import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkRest;
import io.jenkins.plugins.flinkdeploy.engine.health.JobSample;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** Samples a job over Flink's REST API, through the API server's service proxy. */
public final class FlinkJobProbe implements JobProbe {
    private static final Duration TOGETHER = Duration.ofMillis(500);
    private static final FlinkCheckpoints NOT_ASKED = FlinkCheckpoints.NONE;
    private static final FlinkJob NO_TASKS =
            new FlinkJob("", "", "", Optional.empty(), OptionalInt.empty(), OptionalInt.empty());

    private final ClusterApi cluster;

    public FlinkJobProbe(ClusterApi cluster) {
        this.cluster = cluster;
    }

    @Override
    public Optional<JobSample> sample(String namespace, String deployment, String jobId) {
        return sample(namespace, deployment, jobId, Inquiry.ALL);
    }

    /**
     * The first question that gets no answer is the last: several time-outs in a row would only cost time, and half an answer would
     * read as "no checkpoints" or "no exceptions".
     */
    @Override
    public Optional<JobSample> sample(String namespace, String deployment, String jobId, Inquiry wanted) {
        FlinkRest rest = FlinkRest.of(cluster, namespace, deployment);
        return switch (wanted) {
            case NOTHING -> Optional.empty();
            case FAILURES ->
                rest.exceptions(jobId).value().map(failed -> sample(jobId, NOT_ASKED, NO_TASKS, failed, 0));
            case TASKS -> tasks(rest, jobId).flatMap(tasks -> whole(rest, jobId, NOT_ASKED, Optional.of(tasks)));
            case STATE -> rest.checkpoints(jobId).value().flatMap(known -> whole(rest, jobId, known, Optional.empty()));
            case ALL ->
                tasks(rest, jobId).flatMap(tasks -> rest.checkpoints(jobId)
                        .value()
                        .flatMap(known -> whole(rest, jobId, known, Optional.of(tasks))));
        };
    }

    private static Optional<FlinkJob> tasks(FlinkRest rest, String jobId) {
        return rest.jobs().value().flatMap(jobs -> jobs.stream()
                .filter(job -> job.id().equals(jobId))
                .findFirst());
    }

    private static Optional<JobSample> whole(
            FlinkRest rest, String jobId, FlinkCheckpoints checkpoints, Optional<FlinkJob> asked) {
        Optional<FlinkExceptions> exceptions = rest.exceptions(jobId).value();
        if (exceptions.isEmpty()) {
            return Optional.empty();
        }
        int failures = failures(exceptions.get());
        // A checkpoint completes when all tasks take part: then all of them ran, and none has failed since.
        boolean proven = failures == 0 && checkpoints.completed().orElse(0) > 0;
        Optional<FlinkJob> tasks = asked.isPresent() ? asked : proven ? Optional.of(NO_TASKS) : tasks(rest, jobId);
        // Flink notes a failure for each restart; the number is asked for where the notes, which are limited, may be
        // short.
        int restarts = failures == 0 || tasks.isEmpty()
                ? 0
                : rest.restarts(jobId).value().orElse(0);
        return tasks.map(job -> sample(jobId, checkpoints, job, exceptions.get(), restarts));
    }

    private static JobSample sample(
            String jobId, FlinkCheckpoints checkpoints, FlinkJob job, FlinkExceptions exceptions, int restarts) {
        Optional<FlinkFailure> newest = exceptions.newest();
        return new JobSample(
                jobId,
                // The metric lags by up to ten seconds; every failure in the history made Flink restart the job.
                Math.max(restarts, failures(exceptions)),
                checkpoints.completed().orElse(0),
                checkpoints.failed().orElse(0),
                0,
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
