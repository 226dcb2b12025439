package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.health.JobSeen;
import io.jenkins.plugins.flinkdeploy.engine.record.Revision;
import java.util.Optional;

/**
 * What stood on the cluster before this deployment touched it; read again under the lock.
 *
 * @param exists whether the resource existed
 * @param generation its generation
 * @param job its job
 * @param healthy whether the operator called it STABLE and the job was RUNNING
 * @param suspended whether its specification asks for a suspended job
 * @param deploymentId the deployment that applied it last
 * @param commit the commit that ran
 * @param contentHash hash of what ran
 * @param image image that ran
 * @param restartExpected whether the change makes the operator start the job anew
 * @param lastGood the newest revision that was deployed successfully, to which a rollback goes
 * @param nextRevision number of the next revision
 * @param savepointPath the last savepoint that its status told, which is none of this deployment's
 */
public record Before(
        boolean exists,
        long generation,
        JobSeen job,
        boolean healthy,
        boolean suspended,
        Optional<String> deploymentId,
        Optional<String> commit,
        Optional<String> contentHash,
        Optional<String> image,
        boolean restartExpected,
        Optional<Revision> lastGood,
        long nextRevision,
        Optional<String> savepointPath) {}
