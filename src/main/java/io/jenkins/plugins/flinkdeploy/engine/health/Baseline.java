package io.jenkins.plugins.flinkdeploy.engine.health;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What must be new for a deployment to have happened: the state of things at the moment of the apply.
 *
 * @param deploymentId id of this deployment, which the apply wrote on the resource
 * @param generation generation that the apply produced; the operator must have taken up this one or a later one
 * @param appliedAt when the apply was sent; older events and pods say nothing about this deployment
 * @param jobBefore the job that ran before, {@link JobSeen#NONE} on a first deploy
 * @param restartExpected whether the change makes the operator start another execution of the job
 */
public record Baseline(
        String deploymentId, long generation, Instant appliedAt, JobSeen jobBefore, boolean restartExpected) {

    /** Whether something that carries this time belongs to the time after the apply; Kubernetes writes whole seconds. */
    boolean isSinceApply(Instant time) {
        return !time.isBefore(appliedAt.truncatedTo(ChronoUnit.SECONDS));
    }

    /** Whether this is the execution that the deployment is waiting for. */
    boolean isOurs(JobSeen job) {
        return !restartExpected || job.isAnotherThan(jobBefore) || jobBefore.equals(JobSeen.NONE);
    }
}
