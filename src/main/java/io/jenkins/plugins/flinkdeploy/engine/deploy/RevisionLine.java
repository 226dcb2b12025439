package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.record.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One revision in a list for people and programs.
 *
 * @param number its number
 * @param current whether the resource holds it now
 * @param rolledBack whether its commit was rolled back later
 * @param savepoint the savepoint that was taken before or while it was deployed: the state of the revision before it
 */
public record RevisionLine(
        long number,
        boolean current,
        boolean rolledBack,
        Optional<String> commit,
        Optional<String> imageDigest,
        Optional<String> savepoint,
        Instant deployedAt,
        Optional<String> deployedBy,
        Optional<String> buildUrl,
        Optional<Duration> downtime) {
    static RevisionLine of(Revision revision, boolean current, boolean rolledBack) {
        return new RevisionLine(
                revision.number(),
                current,
                rolledBack,
                revision.commit(),
                revision.imageDigest(),
                revision.savepoint(),
                revision.deployedAt(),
                revision.deployedBy(),
                revision.buildUrl(),
                revision.downtime());
    }
}
