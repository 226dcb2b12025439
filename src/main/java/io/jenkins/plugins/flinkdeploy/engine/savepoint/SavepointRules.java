package io.jenkins.plugins.flinkdeploy.engine.savepoint;

import io.jenkins.plugins.flinkdeploy.engine.health.JobSample;
import io.jenkins.plugins.flinkdeploy.engine.health.SavepointSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.SnapshotSeen;
import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Whether a savepoint that was asked for exists, failed, or is to be waited for. Pure. */
public final class SavepointRules {
    /** Flink renews its statistics every three seconds; the job runs on meanwhile, so waiting for them costs no downtime. */
    private static final Duration STATISTICS_LAG = Duration.ofSeconds(5);

    private static final Set<String> ENDED = Set.of("FAILED", "CANCELED", "FINISHED");

    private SavepointRules() {}

    /**
     * Judges one look.
     *
     * @param origin what the savepoint is taken for, a constant of {@link SavepointTaken}
     */
    public static SavepointProgress judge(
            SavepointAsked asked, SavepointLook look, Duration timeout, String origin, Instant now) {
        SavepointProgress progress = asked.method() == SavepointMethod.SNAPSHOT
                ? bySnapshot(asked, look, origin, now)
                : byNonce(asked, look, origin, now);
        boolean late = Duration.between(asked.at(), now).compareTo(timeout) >= 0;
        return progress instanceof SavepointProgress.Waiting waiting && late
                ? new SavepointProgress.Failed(
                        "No savepoint after " + Text.duration(timeout) + "; last seen: " + waiting.why() + ".")
                : progress;
    }

    private static SavepointProgress bySnapshot(SavepointAsked asked, SavepointLook look, String origin, Instant now) {
        Optional<SnapshotSeen> ours =
                look.snapshot().filter(snapshot -> snapshot.name().equals(asked.trigger()));
        if (ours.isEmpty()) {
            return new SavepointProgress.Waiting("waiting for FlinkStateSnapshot " + asked.trigger());
        }
        SnapshotSeen snapshot = ours.get();
        if (snapshot.is("COMPLETED") && snapshot.path().isPresent()) {
            return complete(asked, look, new Complete(snapshot.path().get(), snapshot.at()), origin, now);
        }
        if (snapshot.is("FAILED") || snapshot.is("ABANDONED")) {
            return new SavepointProgress.Failed("FlinkStateSnapshot " + snapshot.name() + " is "
                    + snapshot.state().orElse("")
                    + (snapshot.failures() > 0 ? " after " + attempts(snapshot.failures()) : "")
                    + snapshot.error().map(error -> ": " + error).orElse("."));
        }
        return ended(look)
                .orElseGet(() -> new SavepointProgress.Waiting("waiting for the savepoint"
                        + (snapshot.failures() > 0
                                ? ", " + attempts(snapshot.failures()) + " failed"
                                        + snapshot.error()
                                                .map(error -> ": " + error)
                                                .orElse("")
                                : "")));
    }

    private static String attempts(int count) {
        return count + (count == 1 ? " attempt" : " attempts");
    }

    private static SavepointProgress byNonce(SavepointAsked asked, SavepointLook look, String origin, Instant now) {
        OptionalLong nonce = asked.nonce();
        Optional<SavepointSeen> ours =
                look.last().filter(seen -> seen.triggerNonce().equals(nonce));
        if (ours.isPresent()) {
            return complete(
                    asked, look, new Complete(ours.get().location(), ours.get().at()), origin, now);
        }
        // Events carry whole seconds.
        Instant since = asked.at().truncatedTo(ChronoUnit.SECONDS);
        return look.events().stream()
                .filter(event ->
                        event.reason().equals("SavepointError") && !event.at().isBefore(since))
                .findFirst()
                .<SavepointProgress>map(
                        event -> new SavepointProgress.Failed("The savepoint failed: " + event.message()))
                .or(() -> left(look))
                .orElseGet(() -> new SavepointProgress.Waiting("waiting for the savepoint"));
    }

    /** The operator tries a snapshot object again, so only a job that will never run again ends the wait. */
    private static Optional<SavepointProgress> ended(SavepointLook look) {
        return look.job().state().filter(ENDED::contains).flatMap(state -> left(look));
    }

    private static Optional<SavepointProgress> left(SavepointLook look) {
        return look.job().is("RUNNING")
                ? Optional.empty()
                : Optional.of(
                        new SavepointProgress.Failed("The job left RUNNING while its savepoint was being taken (now "
                                + look.job().state().orElse("unknown") + ")."));
    }

    private record Complete(String path, Optional<Instant> at) {}

    private static SavepointProgress complete(
            SavepointAsked asked, SavepointLook look, Complete complete, String origin, Instant now) {
        Optional<String> another = asked.jobId()
                .filter(id -> look.job().is("RUNNING")
                        && look.job().id().filter(found -> !found.equals(id)).isPresent());
        if (another.isPresent()) {
            return new SavepointProgress.Failed(
                    "Another job runs by now (" + look.job().id().orElse("") + " instead of " + another.get() + "), so "
                            + complete.path() + " cannot be proven to be the savepoint asked for.");
        }
        Optional<JobSample.Savepoint> statistics =
                look.statistics().filter(found -> SavepointTaken.samePlace(found.path(), complete.path()));
        Instant at = complete.at().orElse(now);
        if (statistics.isEmpty()
                && look.jobManagerAnswers()
                && Duration.between(at, now).compareTo(STATISTICS_LAG) < 0
                && Duration.between(asked.at(), now).compareTo(STATISTICS_LAG.multipliedBy(4)) < 0) {
            return new SavepointProgress.Waiting("savepoint taken, waiting for Flink's statistics of it");
        }
        return new SavepointProgress.Taken(new SavepointTaken(
                complete.path(),
                asked.jobId().or(() -> look.job().id()),
                origin,
                statistics.map(found -> OptionalLong.of(found.sizeBytes())).orElse(OptionalLong.empty()),
                statistics.map(JobSample.Savepoint::took),
                Optional.of(at),
                Optional.of(asked.trigger())));
    }
}
