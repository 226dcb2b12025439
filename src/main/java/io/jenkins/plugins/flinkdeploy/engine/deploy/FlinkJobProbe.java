package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkCheckpoint;
import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkCheckpoints;
import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkFailure;
import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkJob;
import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkRest;
import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkRestore;
import io.jenkins.plugins.flinkdeploy.engine.health.JobSample;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Samples a job over Flink's REST API, through the API server's service proxy. */
public final class FlinkJobProbe implements JobProbe {
    private final ClusterApi cluster;

    public FlinkJobProbe(ClusterApi cluster) {
        this.cluster = cluster;
    }

    @Override
    public Optional<JobSample> sample(ResourceId resource, String jobId) {
        FlinkRest rest = FlinkRest.of(cluster, resource.namespace(), resource.name());
        // The first question decides whether there is somebody to ask: five time-outs in a row would only cost time.
        return rest.jobs().value().flatMap(jobs -> jobs.stream()
                .filter(job -> job.id().equals(jobId))
                .findFirst()
                .map(job -> sample(rest, job)));
    }

    private static JobSample sample(FlinkRest rest, FlinkJob job) {
        Optional<FlinkCheckpoints> checkpoints = rest.checkpoints(job.id()).value();
        List<FlinkFailure> exceptions = rest.exceptions(job.id())
                .value()
                .map(answer -> answer.entries())
                .orElse(List.of());
        Optional<FlinkFailure> newest = exceptions.stream().findFirst();
        int metric = rest.restarts(job.id()).value().orElse(0);
        return new JobSample(
                job.id(),
                // The metric lags by up to ten seconds; an exception in the history has made Flink restart the job at
                // least once.
                Math.max(metric, newest.isPresent() ? 1 : 0),
                checkpoints.map(found -> found.completed().orElse(0)).orElse(0),
                checkpoints.map(found -> found.failed().orElse(0)).orElse(0),
                rest.overview()
                        .value()
                        .map(overview -> overview.taskManagers().orElse(0))
                        .orElse(0),
                job.runningTasks().orElse(0),
                job.allTasks().orElse(0),
                newest.map(FlinkFailure::stackTrace),
                newest.flatMap(FlinkFailure::at),
                checkpoints.flatMap(FlinkCheckpoints::latestSavepoint).flatMap(FlinkJobProbe::savepoint),
                checkpoints.flatMap(FlinkCheckpoints::latestRestored).flatMap(FlinkRestore::path));
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
