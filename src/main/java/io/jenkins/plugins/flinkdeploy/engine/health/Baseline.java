package io.jenkins.plugins.flinkdeploy.engine.health;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What must be new for a deployment to have happened: the state of things at the moment of the apply.
 *
 * @param deploymentId id of this deployment, which the apply wrote on the resource
 * @param generation generation that the apply produced; the operator must have taken up this one or a later one
 * @param appliedAt when the apply was taken, by the cluster's clock where it is known; older events and pods say nothing about this
 *     deployment
 * @param jobBefore the job that ran before, {@link JobSeen#NONE} on a first deploy
 * @param restartExpected whether the change makes the operator start another execution of the job
 * @param deploymentIdBefore the deployment that stood on the resource until the apply: ours when this is a rollback
 */
public record Baseline(
        String deploymentId,
        long generation,
        Instant appliedAt,
        JobSeen jobBefore,
        boolean restartExpected,
        Optional<String> deploymentIdBefore) {

    /**
     * Whether something that carries this time belongs to the time after the apply. Kubernetes writes whole seconds: what happened
     * in the second of the apply counts, but not for a rollback, which may follow the failure that caused it within that second.
     */
    boolean isSinceApply(Instant time) {
        Instant second = appliedAt.truncatedTo(ChronoUnit.SECONDS);
        return !time.isBefore(isRollback() ? second.plusSeconds(1) : second);
    }

    /** Whether this deployment had applied the resource before already. */
    private boolean isRollback() {
        return deploymentIdBefore.filter(deploymentId::equals).isPresent();
    }

    /** Whether this is the execution that the deployment is waiting for. */
    boolean isOurs(JobSeen job) {
        return !restartExpected
                || jobBefore.equals(JobSeen.NONE)
                || job.id().isPresent() && job.isAnotherThan(jobBefore);
    }

    /** Whether this is the resource as it was before the apply: what watches tell lags behind what an apply answers. */
    boolean isBeforeApply(ResourceSeen resource) {
        return resource.generation() < generation
                || resource.generation() == generation
                        && !isRollback()
                        && deploymentIdBefore.isPresent()
                        && deploymentIdBefore.equals(resource.deploymentId());
    }
}
