package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.health.EventSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.JobSample;
import io.jenkins.plugins.flinkdeploy.engine.health.Observation;
import io.jenkins.plugins.flinkdeploy.engine.health.ResourceSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.SavepointSeen;
import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;

/** The wait for the savepoint that was asked for before the apply. The old job keeps running whatever happens here. */
final class BackupSavepoint {
    private static final Duration STATISTICS_LAG = Duration.ofSeconds(5);

    private BackupSavepoint() {}

    static void observed(Draft draft, Observation observation) {
        if (draft.savepointAskedAt.isEmpty()) {
            return;
        }
        Instant askedAt = draft.savepointAskedAt.get();
        Optional<SavepointSeen> ours = observation
                .resource()
                .flatMap(ResourceSeen::lastSavepoint)
                .filter(seen -> seen.triggerNonce().equals(OptionalLong.of(Preparing.nonce(draft.order))));
        if (ours.isPresent()) {
            Optional<JobSample.Savepoint> statistics = statistics(ours.get(), observation);
            if (statistics.isEmpty() && observation.sample().isPresent() && isFresh(draft, ours.get())) {
                Watching.tell(draft, "savepoint taken, waiting for Flink's statistics of it");
            } else {
                taken(draft, ours.get(), statistics, observation);
            }
            return;
        }
        Optional<EventSeen> error = observation.events().stream()
                .filter(event -> event.reason().equals("SavepointError")
                        && !event.at().isBefore(askedAt.truncatedTo(ChronoUnit.SECONDS)))
                .findFirst();
        if (error.isPresent()) {
            Failing.refuse(draft, "The savepoint failed: " + error.get().message());
        } else if (!observation.job().is("RUNNING")) {
            Failing.refuse(
                    draft,
                    "The job left RUNNING while its savepoint was being taken (now "
                            + observation.job().state().orElse("unknown") + ").");
        } else if (Duration.between(askedAt, draft.at)
                        .compareTo(draft.order.settings().savepointTimeout())
                >= 0) {
            Failing.refuse(
                    draft,
                    "No savepoint after " + Text.duration(draft.order.settings().savepointTimeout())
                            + " (deploy.savepointTimeout).");
        } else {
            Watching.tell(draft, "waiting for the savepoint");
        }
    }

    private static Optional<JobSample.Savepoint> statistics(SavepointSeen seen, Observation observation) {
        return observation
                .sample()
                .flatMap(JobSample::newestSavepoint)
                .filter(savepoint -> samePlace(savepoint.path(), seen.location()));
    }

    /** Flink renews its statistics every three seconds; the job runs on meanwhile, so waiting for them costs no downtime. */
    private static boolean isFresh(Draft draft, SavepointSeen seen) {
        Instant taken = seen.at().orElse(Instant.EPOCH);
        return Duration.between(taken, draft.at).compareTo(STATISTICS_LAG) < 0;
    }

    private static void taken(
            Draft draft, SavepointSeen seen, Optional<JobSample.Savepoint> statistics, Observation observation) {
        SavepointTaken taken = new SavepointTaken(
                seen.location(),
                observation.job().id(),
                SavepointTaken.BEFORE,
                statistics
                        .map(savepoint -> OptionalLong.of(savepoint.sizeBytes()))
                        .orElse(OptionalLong.empty()),
                statistics.map(JobSample.Savepoint::took));
        draft.savepoints.add(taken);
        StringBuilder text = new StringBuilder("savepoint ").append(taken.path());
        taken.sizeBytes().ifPresent(size -> text.append(", ").append(Text.bytes(size)));
        taken.took().ifPresent(took -> text.append(", ").append(Text.duration(took)));
        Preparing.apply(draft, text.toString());
    }

    /** Flink writes {@code file:/x} where the operator writes {@code file:///x}. */
    private static boolean samePlace(String one, String other) {
        return one.replaceFirst(":/+", ":/").equals(other.replaceFirst(":/+", ":/"));
    }
}
