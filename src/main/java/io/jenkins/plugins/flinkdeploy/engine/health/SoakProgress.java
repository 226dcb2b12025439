package io.jenkins.plugins.flinkdeploy.engine.health;

import java.time.Instant;
import java.util.Optional;

/**
 * What the soak has seen so far; part of the saved state of a deployment.
 *
 * @param since when this generation was first seen running
 * @param job the execution that is watched
 * @param baseSample the JobManager's first answer, against which growth is counted when the execution is older than the deploy
 * @param lastSample its newest answer
 */
public record SoakProgress(Instant since, JobSeen job, Optional<JobSample> baseSample, Optional<JobSample> lastSample) {

    public static SoakProgress begin(Instant now, JobSeen job) {
        return new SoakProgress(now, job, Optional.empty(), Optional.empty());
    }

    SoakProgress with(Optional<JobSample> sample) {
        return sample.isEmpty() ? this : new SoakProgress(since, job, baseSample.or(() -> sample), sample);
    }
}
