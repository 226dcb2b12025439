package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.health.JobSample;
import java.util.Optional;

/** Asks a JobManager over REST. Whatever goes wrong is "unknown", an empty answer, and never a failure. */
@FunctionalInterface
public interface JobProbe {
    /**
     * Restarts, checkpoints, tasks and the newest exception of a job. The number of task managers may be left out (0) when all
     * tasks run.
     *
     * @param deployment the FlinkDeployment whose JobManager runs the job
     */
    Optional<JobSample> sample(String namespace, String deployment, String jobId);

    /**
     * Only how often the job failed, and of what: a cheaper question, for a job that does not run yet. Empty when it did not fail, as
     * far as the JobManager says.
     */
    default Optional<JobSample> failures(String namespace, String deployment, String jobId) {
        return Optional.empty();
    }
}
