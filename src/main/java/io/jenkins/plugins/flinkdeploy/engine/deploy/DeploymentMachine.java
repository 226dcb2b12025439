package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.definition.DeploySettings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The deployment state machine: {@code (state, input) -> (state, effects, log)}. Pure: no clock, no network, no threads; so every
 * path through it is a unit test, and a state that was saved anywhere can be gone on with.
 */
public final class DeploymentMachine {
    private DeploymentMachine() {}

    /** A new deployment, which first looks at its target. */
    public static Deployment start(Order order) {
        Instant now = order.createdAt();
        return new Deployment(
                Deployment.FORMAT,
                order,
                Phase.PLANNED,
                now,
                List.of(new Effect.Inspect()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                List.of(new Deployment.PhaseTime(Phase.PLANNED, now)));
    }

    /**
     * A deployment that ended with its apply, to be waited for as any other: its time begins now, and it holds the lease again.
     *
     * @param left in the phase {@link Phase#APPLIED_ONLY}
     * @param settings time limits and policies of the wait
     */
    public static Deployment waitFor(Deployment left, DeploySettings settings, Instant now) {
        if (left.phase() != Phase.APPLIED_ONLY) {
            throw new IllegalArgumentException("Deployment " + left.order().id() + " ended as " + left.phase());
        }
        Draft draft = new Draft(left, left.order().waitingWith(settings), now);
        draft.ending = Optional.empty();
        draft.summary = Optional.empty();
        draft.enter(Phase.APPLIED, "waited for");
        draft.lockedAt = Optional.of(now);
        draft.next(new Effect.RenewLock());
        return draft.decide().deployment();
    }

    /** What follows from an input. A finished deployment stays as it is. */
    public static Decision on(Deployment deployment, Input input) {
        if (deployment.isFinished()) {
            return new Decision(deployment, List.of());
        }
        Draft draft = new Draft(deployment, input.at());
        if (input instanceof Input.Inspected inspected) {
            Preparing.inspected(draft, inspected.inspection());
        } else if (input instanceof Input.Ready ready) {
            Preparing.ready(draft, ready.prepared());
        } else if (input instanceof Input.Planned planned) {
            draft.done();
            Preparing.planned(draft, planned.plan());
        } else if (input instanceof Input.LockAnswered answered) {
            lockAnswered(draft, answered.heldBy());
        } else if (input instanceof Input.Superseded superseded) {
            Preparing.superseded(draft, superseded.by());
        } else if (input instanceof Input.SavepointAskedFor asked) {
            BackupSavepoint.asked(draft, asked.asked());
        } else if (input instanceof Input.Pruned pruned) {
            draft.done();
            pruned.lines().forEach(draft::info);
        } else if (input instanceof Input.BaselineRead read) {
            Preparing.baselineRead(draft, read);
        } else if (input instanceof Input.Applied applied) {
            Watching.applied(draft, applied);
        } else if (input instanceof Input.Observed observed) {
            if (deployment.isWatching()) {
                Watching.observed(draft, observed.observation());
            }
        } else if (input instanceof Input.Confirmed confirmed) {
            if (!draft.pending.isEmpty() && draft.pending.get(0) instanceof Effect.Confirm confirm) {
                Watching.confirmed(draft, confirm, confirmed);
            }
        } else if (input instanceof Input.Diagnosed diagnosed) {
            Failing.diagnosed(draft, diagnosed.diagnosis());
        } else if (input instanceof Input.Finished) {
            finished(draft);
        } else if (input instanceof Input.Failed failed) {
            Failing.effectFailed(draft, failed);
        } else if (input instanceof Input.Overtaken overtaken) {
            Failing.overtaken(draft, overtaken.problem());
        } else if (input instanceof Input.AbortAsked asked) {
            if (draft.ending.isEmpty()) {
                Failing.abortAsked(draft, asked.by());
            }
        }
        return draft.decide();
    }

    private static void lockAnswered(Draft draft, Optional<String> heldBy) {
        if (draft.pending.get(0) instanceof Effect.Lock) {
            Preparing.lockAnswered(draft, heldBy);
        } else {
            Watching.lockRenewed(draft, heldBy);
        }
    }

    private static void finished(Draft draft) {
        Effect effect = draft.pending.get(0);
        draft.done();
        if (effect instanceof Effect.DryRun dryRun) {
            Preparing.acceptedByServer(draft, dryRun.manifest());
        } else if (effect instanceof Effect.Unlock) {
            draft.lockedAt = Optional.empty();
        }
    }
}
