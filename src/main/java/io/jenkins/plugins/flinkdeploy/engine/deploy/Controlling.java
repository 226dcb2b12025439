package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.record.ActionNote;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointRetention;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointTaken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a start, stop, restart or cancel does otherwise than a deployment. */
final class Controlling {
    private Controlling() {}

    static void baselineRead(Draft draft, Before before, Controlled controlled) {
        draft.prepared = Optional.of(controlled.prepared());
        switch (action(draft)) {
            case STOP -> stop(draft, before, controlled);
            case CANCEL -> {
                if (controlled.stopped()) {
                    alreadyStopped(draft, before);
                } else {
                    draft.warn("what the job processed since its last checkpoint is lost");
                    Preparing.apply(draft, "no savepoint, as asked");
                }
            }
            case START -> {
                if (before.healthy()) {
                    draft.endAs(Phase.UNCHANGED, "unchanged: it runs already", List.of());
                } else {
                    Preparing.savepointOrApply(draft, before);
                }
            }
            case RESTART -> Preparing.savepointOrApply(draft, before);
        }
    }

    private static void stop(Draft draft, Before before, Controlled controlled) {
        if (controlled.stopped()) {
            alreadyStopped(draft, before);
        } else if (controlled.savepointNeeded()) {
            draft.info("savepoint of job " + before.job().id().orElse("?") + " asked for");
            draft.next(new Effect.TriggerSavepoint(before.job().id()));
        } else {
            Preparing.apply(
                    draft, before.suspended() ? "it is being stopped already" : "no state to take a savepoint of");
        }
    }

    private static void alreadyStopped(Draft draft, Before before) {
        draft.endAs(
                Phase.UNCHANGED,
                "unchanged: it is stopped already"
                        + before.savepointPath()
                                .map(path -> "; its last savepoint is " + path)
                                .orElse(""),
                List.of());
    }

    /** Whoever looks at the resource shall see who changed it, also while it goes on and when nobody waits for its end. */
    static void applied(Draft draft) {
        draft.next(new Effect.NoteAction(note(draft)));
    }

    static void succeed(Draft draft, String how) {
        Optional<String> state = action(draft) == Control.Action.STOP ? lastSavepoint(draft) : draft.restoredFrom;
        List<Effect> effects =
                new ArrayList<>(List.of(new Effect.NoteAction(note(draft).ended(state, draft.at))));
        if (!draft.savepoints.isEmpty()) {
            SavepointRetention.kept(draft.prepared.orElseThrow().manifest())
                    .ifPresent(count -> effects.add(new Effect.PruneSavepoints()));
        }
        draft.endAs(
                Phase.DONE,
                switch (action(draft)) {
                    case START -> "started: " + how;
                    case RESTART -> "restarted: " + how;
                    case CANCEL -> "cancelled without a savepoint; it stays stopped until somebody starts it";
                    case STOP -> stopped(draft);
                },
                effects);
    }

    private static String stopped(Draft draft) {
        Optional<String> upgrade = RestoredState.upgradeSavepoint(draft);
        if (upgrade.isPresent()) {
            return "stopped; it starts again from " + upgrade.get();
        }
        return lastSavepoint(draft)
                .map(path -> "stopped; the operator names no savepoint of its own, the one before the stop is " + path)
                .orElse("stopped");
    }

    private static Optional<String> lastSavepoint(Draft draft) {
        return RestoredState.upgradeSavepoint(draft)
                .or(() -> draft.savepoints.stream().map(SavepointTaken::path).reduce((earlier, later) -> later));
    }

    /** What can truly be said of the resource when one of these failed after its apply. */
    static Optional<String> left(Order order) {
        return order.control().map(control -> switch (control.action()) {
            case START -> "The resource asks for the job to run, and the operator goes on with it.";
            case RESTART -> "The resource asks for the restart, and the operator goes on with it.";
            case STOP, CANCEL -> "The resource asks for the job to be stopped, and the operator goes on with it.";
        });
    }

    private static ActionNote note(Draft draft) {
        Order order = draft.order;
        return new ActionNote(
                order.id(),
                action(draft).word(),
                draft.applied(),
                order.provenance().deployedBy(),
                order.control().flatMap(Control::reason),
                order.provenance().buildUrl(),
                Optional.empty(),
                Optional.empty());
    }

    private static Control.Action action(Draft draft) {
        return draft.order.control().orElseThrow().action();
    }
}
