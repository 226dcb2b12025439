package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.health.JobSample;
import java.util.Optional;

/** Asks a JobManager over REST. Whatever goes wrong is "unknown", an empty answer, and never a failure. */
@FunctionalInterface
public interface JobProbe {
    /**
     * Restarts, checkpoints, tasks and the newest exception of a job. The number of task managers may be left out (0).
     *
     * @param deployment the FlinkDeployment whose JobManager runs the job
     */
    Optional<JobSample> sample(String namespace, String deployment, String jobId);

    /** As above, at least what is wanted; what is not may be left out (0 or empty). */
    default Optional<JobSample> sample(String namespace, String deployment, String jobId, Inquiry wanted) {
        return sample(namespace, deployment, jobId);
    }
}
