package io.jenkins.plugins.flinkdeploy.engine.health;

import java.time.Instant;
import java.util.Optional;

/**
 * What the soak has seen so far; part of the saved state of a deployment.
 *
 * @param since since when this generation has been healthy without a break
 * @param job the execution that is watched
 * @param baseSample the JobManager's first answer, against which growth is counted when the execution is older than the deploy
 * @param lastSample its newest answer
 * @param sampledAt when it gave it
 */
public record SoakProgress(
        Instant since,
        JobSeen job,
        Optional<JobSample> baseSample,
        Optional<JobSample> lastSample,
        Optional<Instant> sampledAt) {

    public static SoakProgress begin(Instant now, JobSeen job) {
        return new SoakProgress(now, job, Optional.empty(), Optional.empty(), Optional.empty());
    }

    SoakProgress with(Optional<JobSample> sample, Instant at) {
        return sample.isEmpty()
                ? this
                : new SoakProgress(since, job, baseSample.or(() -> sample), sample, Optional.of(at));
    }

    /** The soak begins anew: it was not healthy at this moment. */
    SoakProgress interruptedAt(Instant at) {
        return new SoakProgress(at, job, baseSample, lastSample, sampledAt);
    }

    /** Without what changes with every look and is seen again at the next one. */
    public SoakProgress withoutSamples() {
        return new SoakProgress(since, job, baseSample, Optional.empty(), Optional.empty());
    }
}
