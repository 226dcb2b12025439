package io.jenkins.plugins.flinkdeploy.engine.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.health.ResourceSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.SavepointSeen;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.record.ActionNote;
import io.jenkins.plugins.flinkdeploy.engine.record.ActionNotes;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointTaken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Holds the savepoint of a stopped job against operators up to 1.7. They go on asking a JobManager that still runs for the last
 * checkpoint of a job that they stopped, hear of an older one while Flink's statistics are seconds old, take that for the state, and
 * may remove the savepoint of the stop as one too many.
 */
final class KeptState {
    /** Flink's statistics are up to three seconds old; an operator that looks later hears of the savepoint. */
    private static final Duration STATISTICS_LAG = Duration.ofSeconds(6);

    private static final String SESSION_JOB = "FlinkSessionJob";
    private static final String CLEANUP = "kubernetes.operator.savepoint.cleanup.enabled";

    private KeptState() {}

    /** Has the operator remove no savepoint while the job is stopped. */
    static void keep(ObjectNode tree) {
        if (!tree.path("kind").asText().equals(SESSION_JOB)
                || tree.path("spec").path("flinkConfiguration").has(CLEANUP)) {
            return;
        }
        tree.withObject("/spec").withObject("/flinkConfiguration").put(CLEANUP, "false");
        tree.withObject("/metadata/annotations").put(Annotations.CLEANUP_PAUSED, "true");
    }

    /** Takes that back. */
    static void release(ObjectNode tree) {
        ObjectNode annotations = tree.withObject("/metadata/annotations");
        if (annotations.remove(Annotations.CLEANUP_PAUSED) != null) {
            ObjectNode configuration = tree.withObject("/spec/flinkConfiguration");
            configuration.remove(CLEANUP);
            if (configuration.isEmpty()) {
                tree.withObject("/spec").remove("flinkConfiguration");
            }
        }
    }

    /**
     * Refuses for the moment while the operator would, or could, start the job from an older state than that of the stop.
     *
     * @throws NotYetException when it would
     */
    static void requireInSight(Manifest live, ResourceSeen seen, Instant now) {
        List<ActionNote> notes = ActionNotes.of(live);
        Optional<ActionNote> stop =
                notes.stream().findFirst().filter(note -> note.action().equals(Control.Action.STOP.word()));
        Optional<String> kept = stop.flatMap(ActionNote::savepoint);
        boolean fresh = kept.isPresent()
                && stop.flatMap(ActionNote::doneAt)
                        .filter(done -> !now.isBefore(done) && now.isBefore(done.plus(STATISTICS_LAG)))
                        .isPresent();
        if (fresh) {
            throw new NotYetException(
                    live.id()
                            + " was stopped a moment ago, and Flink's statistics of it may be older than its savepoint.",
                    Preparing.UNTOUCHED,
                    "");
        }
        Optional<SavepointSeen> last = seen.lastSavepoint();
        boolean older = kept.isPresent()
                && last.filter(found -> !SavepointTaken.samePlace(found.location(), kept.get()))
                        .flatMap(SavepointSeen::at)
                        .filter(at -> at.isBefore(stop.get().at()))
                        .isPresent();
        if (older) {
            throw new NotYetException(
                    "The operator would start the job of " + live.id() + " from "
                            + last.get().location() + ", which is older than " + kept.get()
                            + ", with which it was stopped.",
                    Preparing.UNTOUCHED,
                    "Say from which savepoint it starts (restore from).");
        }
    }
}
