package io.jenkins.plugins.flinkdeploy.engine.savepoint;

import io.jenkins.plugins.flinkdeploy.engine.model.Ids;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a savepoint run was asked to do; never changes.
 *
 * @param id identity of this run; whatever is asked of the operator carries it, so asking twice is the same as asking once
 * @param target what people call the target: {@code orders.main}
 * @param resource a FlinkDeployment (its job, or all jobs of a session cluster), a FlinkSessionJob, or a FlinkBlueGreenDeployment
 *     (the job of its active colour)
 * @param timeout how long each savepoint may take
 * @param buildUrl the build that asks, written on what it makes
 * @param askedBy who asks
 * @param createdAt when it was asked for
 */
public record SavepointRequest(
        String id,
        String target,
        ResourceId resource,
        Duration timeout,
        Optional<String> buildUrl,
        Optional<String> askedBy,
        Instant createdAt) {

    /** A new request with an identity of its own. */
    public static SavepointRequest of(
            String target,
            ResourceId resource,
            Duration timeout,
            Optional<String> buildUrl,
            Optional<String> askedBy,
            Instant now) {
        return new SavepointRequest(Ids.newId(now), target, resource, timeout, buildUrl, askedBy, now);
    }
}
