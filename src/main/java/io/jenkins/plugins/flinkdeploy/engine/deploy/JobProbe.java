package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.health.JobSample;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.util.Optional;

/** Asks a JobManager over REST. Whatever goes wrong is "unknown", an empty answer, and never a failure. */
@FunctionalInterface
public interface JobProbe {
    /** Restarts, checkpoints, task managers and the newest exception of a job. */
    Optional<JobSample> sample(ResourceId resource, String jobId);
}
