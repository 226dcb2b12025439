package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.definition.RollbackPolicy;
import io.jenkins.plugins.flinkdeploy.engine.health.Diagnosis;
import io.jenkins.plugins.flinkdeploy.engine.health.Evidence;
import io.jenkins.plugins.flinkdeploy.engine.health.Finding;
import io.jenkins.plugins.flinkdeploy.engine.health.FindingCode;
import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import io.jenkins.plugins.flinkdeploy.engine.record.Revision;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What follows when something is wrong: refuse, diagnose, roll back, end truthfully. */
final class Failing {
    /** How long an effect that changes nothing yet is tried again. */
    static final Duration PATIENCE_BEFORE_APPLY = Duration.ofMinutes(5);

    private static final Duration PATIENCE_AT_FIRST_CONTACT = Duration.ofSeconds(30);

    private static final int EVIDENCE_LINES = 6;

    private Failing() {}

    /** Ends a deployment that has not changed anything yet. */
    static void refuse(Draft draft, String problem) {
        refuse(draft, FindingCode.DEPLOYER, problem);
    }

    static void refuse(Draft draft, FindingCode code, String problem) {
        draft.failure = draft.failure.or(() -> Optional.of(new Finding(code, problem)));
        draft.error(problem);
        draft.endAs(Phase.FAILED, problem + " " + Preparing.untouched(draft), List.of());
    }

    /** The health rules found something after the apply. */
    static void found(Draft draft, Finding finding) {
        draft.suspicion = Optional.empty();
        if (draft.phase() == Phase.ROLLING_BACK && finding.code() == FindingCode.SUPERSEDED) {
            draft.error(finding.text());
            draft.endAs(
                    Phase.FAILED,
                    "deployment failed, and its rollback was overtaken: " + finding.text()
                            + " This deployment ends here and leaves the target as it is.",
                    List.of());
            return;
        }
        if (draft.phase() == Phase.ROLLING_BACK && finding.code() == FindingCode.UNPROVEN) {
            draft.error(finding.text());
            draft.endAs(
                    Phase.FAILED,
                    "deployment failed, and it is not known whether its rollback helped: " + finding.text(),
                    List.of());
            return;
        }
        if (draft.phase() == Phase.ROLLING_BACK && RollingBack.fromSavepoint(draft, finding)) {
            return;
        }
        if (draft.phase() == Phase.ROLLING_BACK) {
            draft.error("The rollback does not come up: " + finding.text());
            draft.endAs(
                    Phase.FAILED,
                    "deployment failed, and the rollback too: " + finding.text()
                            + " The last good revision stays applied; look at the job before anything else."
                            + RollingBack.byHand(draft),
                    List.of());
            return;
        }
        draft.failure = Optional.of(finding);
        draft.error(finding.text());
        draft.next(new Effect.Diagnose(finding));
    }

    static void diagnosed(Draft draft, Diagnosis diagnosis) {
        draft.diagnosis = Optional.of(diagnosis);
        draft.error("cause: " + diagnosis.cause() + ". " + diagnosis.explanation());
        for (Evidence evidence : diagnosis.evidence()) {
            evidence.text()
                    .lines()
                    .limit(EVIDENCE_LINES)
                    .forEach(line -> draft.error("  " + evidence.source() + ": " + line));
        }
        draft.error("what to do: " + diagnosis.suggestion());
        draft.error("more about this cause: " + diagnosis.page());
        rollBackOrEnd(draft);
    }

    private static void rollBackOrEnd(Draft draft) {
        Finding finding = draft.failure.orElseThrow();
        Optional<Revision> lastGood = draft.before.flatMap(Before::lastGood);
        if (finding.code() == FindingCode.RESOURCE_GONE) {
            draft.endAs(
                    Phase.FAILED,
                    finding.text()
                            + " Whoever deleted it meant it, so it is not brought back; deploy again to have it back.",
                    List.of());
        } else if (finding.code() == FindingCode.SUPERSEDED) {
            draft.endAs(
                    Phase.FAILED,
                    finding.text() + " This deployment ends here and leaves the target as it is.",
                    List.of());
        } else if (finding.code() == FindingCode.UNPROVEN) {
            draft.endAs(
                    Phase.FAILED,
                    finding.text() + " " + left(draft)
                            + " Nothing is known to be wrong, so it was not rolled back. Let the identity that deploys use"
                            + " services/proxy (docs/rbac.md), or ask for no checkpoints (deploy.minCheckpoints: 0).",
                    List.of());
        } else if (draft.order.control().isPresent()) {
            draft.endAs(Phase.FAILED, finding.text() + " " + left(draft), List.of());
        } else if (ColourChange.isRefused(draft, finding.code())) {
            draft.endAs(
                    Phase.FAILED,
                    finding.text() + " "
                            + draft.serving
                                    .map(colour -> colour + " serves on. ")
                                    .orElse("") + left(draft) + kept(finding.code()),
                    List.of());
        } else if (draft.order.settings().rollback() != RollbackPolicy.AUTO) {
            draft.endAs(
                    Phase.FAILED,
                    finding.text() + " " + left(draft) + " Rollback is "
                            + draft.order.settings().rollback().name().toLowerCase(java.util.Locale.ROOT) + ".",
                    List.of());
        } else if (lastGood.isEmpty()) {
            draft.endAs(
                    Phase.FAILED,
                    finding.text() + " " + left(draft) + " There is no earlier revision to go back to.",
                    List.of());
        } else if (isTheSame(draft, lastGood.get())) {
            draft.endAs(
                    Phase.FAILED,
                    finding.text() + " " + left(draft)
                            + " It is the same as the last good revision, so going back would not help.",
                    List.of());
        } else {
            RollingBack.begin(draft, finding, lastGood.get());
        }
    }

    /** What the operator does next with a specification to which it did not change over. */
    private static String kept(FindingCode code) {
        return code == FindingCode.SAVEPOINT_FAILED
                ? " The operator may try it again by itself; to call that off, deploy the last good commit."
                : " The operator does not try it again as it is, also not when it is deployed again: deploy a commit that mends it.";
    }

    private static boolean isTheSame(Draft draft, Revision lastGood) {
        return draft.prepared
                .filter(prepared -> prepared.contentHash().equals(lastGood.contentHash()))
                .isPresent();
    }

    static String left(Draft draft) {
        FindingCode code = draft.failure.map(Finding::code).orElse(FindingCode.DEPLOYER);
        return code == FindingCode.SPEC_REJECTED || code == FindingCode.UNSUPPORTED_VERSION
                ? "The job that ran before still runs; the resource holds the refused specification."
                : Controlling.left(draft.order).orElse("The resource holds the new specification.");
    }

    static void effectFailed(Draft draft, Input.Failed failed) {
        if (draft.pending.isEmpty()) {
            return;
        }
        Effect effect = draft.pending.get(0);
        if (failed.passing() && retry(draft, effect, failed)) {
            return;
        }
        if (effect instanceof Effect.Record
                || effect instanceof Effect.NoteSavepoint
                || effect instanceof Effect.PruneSavepoints
                || effect instanceof Effect.MarkRolledBack
                || effect instanceof Effect.NoteAction
                || effect instanceof Effect.RenewLock
                || effect instanceof Effect.Unlock) {
            draft.warn(lostText(effect) + failed.problem());
            draft.done();
            if (effect instanceof Effect.Unlock) {
                draft.lockedAt = Optional.empty();
            } else if (effect instanceof Effect.RenewLock) {
                // Not at once again, but at the next turn.
                draft.lockedAt = Optional.of(draft.at);
            }
        } else if (effect instanceof Effect.Diagnose) {
            draft.warn("The evidence could not be collected: " + failed.problem());
            rollBackOrEnd(draft);
        } else if (effect instanceof Effect.RollBack) {
            draft.error("The rollback could not be applied: " + failed.problem());
            boolean certain = failed.refused() && draft.retry.isEmpty();
            draft.endAs(
                    Phase.FAILED,
                    "deployment failed, and the rollback could not be applied: " + failed.problem() + " "
                            + (certain
                                    ? left(draft)
                                    : "It is not known whether the last good revision arrived; deploy it again to be sure.")
                            + RollingBack.byHand(draft),
                    List.of());
        } else if (effect instanceof Effect.Confirm) {
            draft.failure = Optional.of(new Finding(FindingCode.DEPLOYER, failed.problem()));
            draft.error(failed.problem());
            draft.endAs(
                    Phase.FAILED,
                    failed.problem() + " The job was last seen healthy; it is not known whether it still is. "
                            + (draft.phase() == Phase.ROLLING_BACK
                                    ? "The resource holds the last good revision."
                                    : left(draft)),
                    List.of());
        } else if (effect instanceof Effect.Apply && (!failed.refused() || draft.retry.isPresent())) {
            // The request may have arrived although no answer came.
            draft.failure = Optional.of(new Finding(FindingCode.DEPLOYER, failed.problem()));
            draft.error(failed.problem());
            draft.endAs(
                    Phase.FAILED,
                    failed.problem()
                            + " It is not known whether the new specification arrived; deploy again to find out.",
                    List.of());
        } else {
            refuse(draft, failed.problem());
        }
    }

    /** Only after a crash or an outage: how far this deployment had come before, it cannot know. */
    static void overtaken(Draft draft, String problem) {
        draft.failure = draft.failure.or(() -> Optional.of(new Finding(FindingCode.SUPERSEDED, problem)));
        draft.error(problem);
        draft.endAs(Phase.FAILED, problem + " This deployment ends here and leaves the target as it is.", List.of());
    }

    private static String lostText(Effect effect) {
        if (effect instanceof Effect.Record) {
            return "The revision record could not be written, so a later rollback cannot go back to this revision: ";
        }
        if (effect instanceof Effect.NoteSavepoint) {
            return "The savepoint could not be written down on the cluster, so it is listed and removed by nobody: ";
        }
        if (effect instanceof Effect.PruneSavepoints) {
            return "Old savepoints could not be removed: ";
        }
        if (effect instanceof Effect.MarkRolledBack) {
            return "The commit could not be marked as rolled back: ";
        }
        if (effect instanceof Effect.NoteAction) {
            return "Who did this could not be written on the resource: ";
        }
        return "The lease could not be "
                + (effect instanceof Effect.Unlock ? "given back; it expires by itself: " : "renewed: ");
    }

    private static boolean retry(Draft draft, Effect effect, Input.Failed failed) {
        Deployment.Retry before = draft.retry.orElse(new Deployment.Retry(draft.at, 0, draft.at, ""));
        Duration patience = patience(draft, effect);
        if (Duration.between(before.since(), draft.at).compareTo(patience) >= 0) {
            return false;
        }
        if (before.attempts() == 0) {
            draft.warn(failed.problem() + " Trying again for up to " + Text.duration(patience) + ".");
        }
        Duration wait = RetryPause.after(before.attempts() + 1, failed.retryAfter(), draft.order.id());
        draft.retry = Optional.of(
                new Deployment.Retry(before.since(), before.attempts() + 1, draft.at.plus(wait), failed.problem()));
        return true;
    }

    private static Duration patience(Draft draft, Effect effect) {
        if (effect instanceof Effect.Unlock || effect instanceof Effect.RenewLock) {
            // By then the lease has expired, and somebody else may hold it.
            return TargetLease.LIFETIME;
        }
        Duration timeout = draft.order.settings().timeout();
        if (effect instanceof Effect.Inspect) {
            // Nothing has begun yet: a wrong address is likelier than an outage, and somebody waits to hear of it.
            return shorter(timeout, PATIENCE_AT_FIRST_CONTACT);
        }
        // Retries of the lock count from when the wait for it began.
        return draft.baseline.isPresent() || effect instanceof Effect.Lock
                ? timeout
                : shorter(timeout, PATIENCE_BEFORE_APPLY);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    static void abortAsked(Draft draft, String by) {
        Optional<Effect> next = draft.pending.stream().findFirst();
        if (next.filter(Effect.Apply.class::isInstance).isPresent()) {
            // Whoever resumed this deployment cannot know how far the request had come.
            draft.endAs(
                    Phase.ABORTED,
                    "aborted by " + by
                            + " while it was being applied: it is not known whether the new specification arrived."
                            + " Deploy again to find out.",
                    List.of());
            return;
        }
        if (draft.baseline.isEmpty()) {
            draft.endAs(Phase.ABORTED, "aborted by " + by + ". " + Preparing.untouched(draft), List.of());
            return;
        }
        if (next.filter(Effect.RollBack.class::isInstance).isPresent()) {
            draft.endAs(
                    Phase.ABORTED,
                    "aborted by " + by + " while the rollback was being applied: it is not known whether it arrived."
                            + " Deploy the last good commit again to be sure.",
                    List.of());
            return;
        }
        Optional<String> asked = Controlling.left(draft.order);
        if (asked.isPresent()) {
            draft.endAs(
                    Phase.ABORTED,
                    "aborted by " + by + ". " + asked.get() + " To go on watching, ask for the same again.",
                    List.of());
            return;
        }
        String generation = "generation " + draft.baseline.get().generation();
        String state = draft.phase() == Phase.ROLLING_BACK
                ? "the last good revision is applied (" + generation + ") and the operator goes on bringing it up"
                : "the new specification is applied (" + generation + ") and the operator goes on with it, unwatched";
        String back = draft.before
                .flatMap(Before::lastGood)
                .map(revision -> " To go back, deploy revision " + revision.number()
                        + revision.commit()
                                .map(c -> " (commit " + Text.commit(c) + ")")
                                .orElse("") + " again.")
                .orElse("");
        draft.endAs(
                Phase.ABORTED,
                "aborted by " + by + ": " + state + ". To go on watching, run the same deployment again." + back,
                List.of());
    }
}
