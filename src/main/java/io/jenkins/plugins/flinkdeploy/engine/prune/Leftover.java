package io.jenkins.plugins.flinkdeploy.engine.prune;

import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that flink-deploy deployed and no configuration declares any more.
 *
 * @param resource what it is
 * @param uid which object of that name
 * @param service the service that it was deployed for
 * @param deploymentId the deployment that applied it last
 * @param by who deployed it last
 * @param at when that was
 * @param commit the commit that was deployed
 * @param buildUrl the build that did it
 * @param state what its job does
 * @param stateful whether it has a job that keeps state, of which there must be a savepoint before it goes
 */
public record Leftover(
        ResourceId resource,
        String uid,
        String service,
        String deploymentId,
        Optional<String> by,
        Optional<Instant> at,
        Optional<String> commit,
        Optional<String> buildUrl,
        String state,
        boolean stateful) {}
