package io.jenkins.plugins.flinkdeploy.engine.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.health.JobSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.ResourceSeen;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;

/** The state that a stopped job has: how the operator suspended it decides with what it starts again. */
final class StoppedState {
    private StoppedState() {}

    /**
     * Refuses to start a job that would begin empty although it had state.
     *
     * @throws UserException when the operator has no state to start it from, and nobody said which, or that none is wanted
     */
    static void requireToStart(Order order, Manifest live, ResourceSeen seen, Instant now) {
        String mode = live.annotation(Annotations.UPGRADE_MODE).orElse(RestoredState.mode(live));
        boolean anyState = order.force() || order.restoreFrom().isPresent() || mode.equals("stateless");
        boolean neverRan = seen.job().equals(JobSeen.NONE);
        if (anyState || neverRan || !seen.suspendedByIntent()) {
            return;
        }
        KeptState.requireInSight(live, seen, now);
        Optional<String> how = suspendedWith(live);
        if (how.filter("last-state"::equals).isPresent()) {
            return;
        }
        boolean dropped = how.filter("stateless"::equals).isPresent();
        if (dropped || seen.lastSavepoint().isEmpty()) {
            throw new UserException(
                    "The job of " + live.id() + " has state, and there is none to start it from: "
                            + (dropped
                                    ? "it was stopped without a savepoint."
                                    : "the operator names no savepoint with which it was stopped."),
                    Preparing.UNTOUCHED,
                    seen.lastSavepoint()
                                    .map(last -> "Its last savepoint is " + last.location() + ". ")
                                    .orElse("")
                            + "Say from which savepoint it starts (restore from), or start it empty (force).");
        }
    }

    /** The upgrade mode with which the operator suspended the job, which is not always the one that was asked for. */
    private static Optional<String> suspendedWith(Manifest live) {
        try {
            JsonNode mode = live.textAt("/status/reconciliationStatus/lastReconciledSpec")
                    .map(Json::read)
                    .orElseGet(Json::object)
                    .at("/spec/job/upgradeMode");
            return mode.isTextual() ? Optional.of(mode.asText()) : Optional.empty();
        } catch (UncheckedIOException notJson) {
            return Optional.empty();
        }
    }
}
