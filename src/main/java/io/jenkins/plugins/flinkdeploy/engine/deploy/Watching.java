package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.health.Baseline;
import io.jenkins.plugins.flinkdeploy.engine.health.CauseDictionary;
import io.jenkins.plugins.flinkdeploy.engine.health.Colours;
import io.jenkins.plugins.flinkdeploy.engine.health.Finding;
import io.jenkins.plugins.flinkdeploy.engine.health.FindingCode;
import io.jenkins.plugins.flinkdeploy.engine.health.HealthRules;
import io.jenkins.plugins.flinkdeploy.engine.health.Observation;
import io.jenkins.plugins.flinkdeploy.engine.health.ResourceSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.SavepointSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.SoakProgress;
import io.jenkins.plugins.flinkdeploy.engine.health.SoakRules;
import io.jenkins.plugins.flinkdeploy.engine.health.SoakSettings;
import io.jenkins.plugins.flinkdeploy.engine.health.Verdict;
import io.jenkins.plugins.flinkdeploy.engine.model.HeldLease;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import io.jenkins.plugins.flinkdeploy.engine.record.Revision;
import io.jenkins.plugins.flinkdeploy.engine.resource.ClusterSpec;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointRetention;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointTaken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What observations do: the wait for the backup savepoint, for this generation, and the soak. */
final class Watching {
    /** The lease lives for three of these. */
    static final Duration RENEW_LOCK_AFTER = HeldLease.LIFETIME.dividedBy(3);

    private Watching() {}

    static void applied(Draft draft, Input.Applied applied) {
        // Events carry the cluster's time, which may be another than ours. Where it does not tell: the phase was
        // entered
        // just before the apply was sent, and whatever is older says nothing about this deployment.
        Instant appliedAt = applied.clusterTime().orElse(draft.phaseSince());
        Before before = draft.before.orElseThrow();
        boolean rollback = draft.phase() == Phase.ROLLING_BACK;
        draft.uid = Optional.of(applied.uid());
        draft.baseline = Optional.of(new Baseline(
                draft.order.id(),
                applied.generation(),
                appliedAt,
                rollback ? draft.lastJob.orElse(before.job()) : before.job(),
                rollback ? rollbackRestarts(draft) : before.restartExpected(),
                rollback ? Optional.of(draft.order.id()) : before.deploymentId()));
        draft.suspicion = Optional.empty();
        draft.soak = Optional.empty();
        // An apply takes the lease again if need be.
        draft.lockedAt = Optional.of(draft.at);
        draft.restoredFrom = Optional.empty();
        draft.next();
        if (rollback) {
            draft.info("last good revision applied, generation " + applied.generation());
        } else {
            draft.enter(Phase.APPLIED, "applied, generation " + applied.generation());
            if (draft.order.control().isPresent()) {
                Controlling.applied(draft);
            }
            if (draft.order.applyOnly()) {
                draft.endAs(
                        Phase.APPLIED_ONLY,
                        "applied, generation " + applied.generation()
                                + "; whether it becomes healthy is not known before somebody waits for it",
                        List.of());
            }
        }
    }

    /** A specification that the operator refused never stopped the job: going back to the one before does not start it anew. */
    private static boolean rollbackRestarts(Draft draft) {
        // Which colour it has afterwards depends on how far the operator had come; what it took up tells enough.
        return !ColourChange.isExpected(draft)
                && draft.failure
                        .map(Finding::code)
                        .filter(code -> code == FindingCode.SPEC_REJECTED
                                || code == FindingCode.UNSUPPORTED_VERSION
                                || code == FindingCode.ROLLED_BACK_BY_OPERATOR)
                        .isEmpty();
    }

    static void observed(Draft draft, Observation observation) {
        if (draft.lockedAt.isPresent()
                && Duration.between(draft.lockedAt.get(), draft.at).compareTo(RENEW_LOCK_AFTER) >= 0) {
            draft.next(new Effect.RenewLock());
        }
        if (draft.baseline.isEmpty()) {
            BackupSavepoint.observed(draft, observation);
            return;
        }
        draft.lastJob = Optional.of(observation.job());
        draft.serving = observation
                .resource()
                .flatMap(ResourceSeen::colours)
                .map(Colours::serving)
                .orElse(draft.serving);
        noteDowntime(draft, observation);
        noteUpgradeSavepoint(draft, observation);
        Baseline baseline = draft.baseline.get();
        noteAcceptance(draft, baseline, observation);
        Verdict verdict;
        if (draft.soak.isPresent()) {
            SoakRules.Result result = SoakRules.judge(draft.soak.get(), soakSettings(draft), baseline, observation);
            draft.soak = Optional.of(result.progress());
            verdict = result.verdict();
        } else {
            verdict = bringUp(draft, baseline, observation);
        }
        Optional<Finding> lost = RestoredState.note(draft, observation);
        follow(draft, lost.<Verdict>map(Verdict.Failing::new).orElse(verdict), observation);
    }

    private static Verdict bringUp(Draft draft, Baseline baseline, Observation observation) {
        Verdict health = HealthRules.judge(baseline, observation);
        boolean undecided = health instanceof Verdict.Waiting || health instanceof Verdict.Running;
        return undecided
                ? SoakRules.failsWhileStarting(soakSettings(draft), baseline, observation)
                        .orElse(health)
                : health;
    }

    /** After an outage longer than the lease lives, the target may be somebody else's. */
    static void lockRenewed(Draft draft, Optional<String> heldBy) {
        draft.done();
        if (heldBy.isEmpty()) {
            draft.lockedAt = Optional.of(draft.at);
            return;
        }
        draft.lockedAt = Optional.empty();
        String problem = "Deployment " + heldBy.get() + " took over the lease "
                + HeldLease.of(draft.order.resource()).name() + ", which this deployment could not renew in time.";
        if (draft.baseline.isEmpty()) {
            Failing.refuse(draft, problem);
        } else {
            draft.warn(problem);
        }
    }

    private static void follow(Draft draft, Verdict verdict, Observation observation) {
        if (verdict instanceof Verdict.Failing failing) {
            Failing.found(draft, failing.finding());
            return;
        }
        if (verdict instanceof Verdict.Complete complete) {
            draft.next(new Effect.Confirm(complete.how()));
            return;
        }
        if (pastDeadline(draft)) {
            Failing.found(draft, new Finding(FindingCode.TIMEOUT, timeoutText(draft, verdict)));
            return;
        }
        if (verdict instanceof Verdict.Suspect suspect) {
            suspect(draft, suspect);
            return;
        }
        draft.suspicion = Optional.empty();
        if (verdict instanceof Verdict.Running && draft.soak.isEmpty()) {
            beginSoak(draft, observation);
        } else if (verdict instanceof Verdict.Waiting waiting) {
            tell(draft, waiting.why());
        }
        warnWhenSlow(draft);
    }

    /** What watches told may be old, when the API server was away meanwhile: a success must hold for the resource as it is. */
    static void confirmed(Draft draft, Effect.Confirm confirm, Input.Confirmed confirmed) {
        draft.next();
        if (confirmed.changedBy().isPresent()) {
            Failing.found(
                    draft,
                    new Finding(
                            FindingCode.SUPERSEDED,
                            draft.order.resource() + " was changed while it was being deployed: "
                                    + confirmed.changedBy().get() + "."));
            return;
        }
        Baseline baseline = draft.baseline.orElseThrow();
        boolean holds = confirmed
                .live()
                .filter(resource -> resource.generation() >= baseline.generation()
                        && resource.deploymentId()
                                .filter(id -> !id.equals(draft.order.id()))
                                .isEmpty()
                        && draft.lastJob.equals(Optional.of(resource.job())))
                .isPresent();
        if (holds) {
            succeed(draft, confirm.how());
        } else if (pastDeadline(draft)) {
            Failing.found(
                    draft,
                    new Finding(
                            FindingCode.TIMEOUT,
                            "Not healthy after "
                                    + Text.duration(draft.order.settings().timeout())
                                    + "; the resource changes faster than it can be followed."));
        }
    }

    private static void suspect(Draft draft, Verdict.Suspect suspect) {
        boolean same = draft.suspicion
                .filter(before -> before.finding().code() == suspect.finding().code())
                .isPresent();
        if (!same) {
            draft.suspicion = Optional.of(new Deployment.Suspicion(suspect.finding(), draft.at));
            tellSuspicion(draft, suspect);
        } else if (Duration.between(draft.suspicion.get().since(), draft.at).compareTo(suspect.patience()) >= 0) {
            Failing.found(draft, suspect.finding());
        }
    }

    /** Whoever waits shall know the cause at once, and until when it may pass: the decision alone has to wait. */
    private static void tellSuspicion(Draft draft, Verdict.Suspect suspect) {
        String text = "looks wrong, may pass: " + suspect.finding().text();
        // An operator that tries again and again clears its error each time.
        if (draft.suspected.filter(text::equals).isEmpty()) {
            draft.suspected = Optional.of(text);
            tell(draft, text);
            CauseDictionary.likely(suspect.finding())
                    .ifPresent(likely -> draft.info("likely cause: " + likely.cause() + ". " + likely.explanation()
                            + " Unless it passes within " + suspect.patience().toSeconds() + " s: "
                            + likely.suggestion()));
        }
    }

    private static void beginSoak(Draft draft, Observation observation) {
        draft.soak = Optional.of(SoakProgress.begin(draft.at, observation.job()));
        if (draft.phase() != Phase.ROLLING_BACK) {
            if (ColourChange.isExpected(draft)
                    && draft.before.orElseThrow().job().is("RUNNING")
                    && draft.downSince.isEmpty()) {
                draft.downtime = draft.downtime.or(() -> Optional.of(Duration.ZERO));
            }
            draft.enter(
                    Phase.RUNNING,
                    running(draft, observation)
                            + draft.downtime
                                    .map(time -> time.isZero()
                                            ? ", a job ran all the time"
                                            : ", no job ran for " + Text.duration(time))
                                    .orElse(""));
            draft.enter(
                    Phase.SOAKING,
                    "must stay healthy for "
                            + Text.duration(draft.order.settings().soak()));
        } else {
            draft.info(running(draft, observation) + " again");
        }
    }

    private static String running(Draft draft, Observation observation) {
        Optional<ColourChange> colours = ColourChange.of(draft);
        if (colours.isPresent()) {
            return colours.get().text()
                    + observation
                            .resource()
                            .flatMap(ResourceSeen::flinkJob)
                            .map(id -> ", job " + id)
                            .orElse("")
                    + " RUNNING";
        }
        return observation.job().id().map(id -> "job " + id + " RUNNING").orElse("session cluster ready");
    }

    private static void succeed(Draft draft, String how) {
        if (draft.order.control().isPresent()) {
            Controlling.succeed(draft, how);
            return;
        }
        Before before = draft.before.orElseThrow();
        if (draft.phase() == Phase.ROLLING_BACK) {
            List<Effect> effects = new ArrayList<>();
            draft.order.provenance().commit().map(Effect.MarkRolledBack::new).ifPresent(effects::add);
            String to = before.lastGood()
                    .flatMap(Revision::commit)
                    .map(commit -> "commit " + Text.commit(commit))
                    .orElse("the last good revision");
            draft.endAs(
                    Phase.ROLLED_BACK,
                    "deployment failed, service restored: rolled back to " + to + " (" + how + ")",
                    effects);
            return;
        }
        List<Effect> effects = new ArrayList<>(List.of(new Effect.Record(revision(draft, before))));
        SavepointRetention.kept(draft.prepared.orElseThrow().manifest())
                .ifPresent(count -> effects.add(new Effect.PruneSavepoints()));
        // Somebody went back from that commit: it must not come again by itself.
        draft.order
                .revision()
                .flatMap(number -> before.commit())
                .filter(commit ->
                        !Optional.of(commit).equals(draft.order.provenance().commit()))
                .map(Effect.MarkRolledBack::new)
                .ifPresent(effects::add);
        draft.endAs(
                Phase.DONE,
                ColourChange.of(draft).map(colours -> colours.text() + ", ").orElse("") + how,
                effects);
    }

    private static Revision revision(Draft draft, Before before) {
        Prepared prepared = draft.prepared.orElseThrow();
        Order.Provenance from = draft.order.provenance();
        return new Revision(
                draft.order.id(),
                before.nextRevision(),
                RestorePoint.without(prepared.manifest()),
                prepared.configHash(),
                prepared.contentHash(),
                from.commit(),
                from.buildUrl(),
                from.deployedBy(),
                prepared.image().map(Prepared.Image::digest),
                draft.savepoints.isEmpty()
                        ? Optional.empty()
                        : Optional.of(draft.savepoints
                                .get(draft.savepoints.size() - 1)
                                .path()),
                draft.at,
                Duration.between(draft.order.createdAt(), draft.at),
                draft.downtime);
    }

    private static void noteAcceptance(Draft draft, Baseline baseline, Observation observation) {
        boolean accepted = observation
                .resource()
                .filter(resource -> resource.acceptedGeneration() >= baseline.generation())
                .isPresent();
        if (accepted && draft.phase() == Phase.APPLIED) {
            draft.enter(Phase.UPGRADING, "the operator took up generation " + baseline.generation());
        }
    }

    private static void noteDowntime(Draft draft, Observation observation) {
        boolean ranBefore = draft.before.orElseThrow().job().is("RUNNING");
        if (!ranBefore || draft.downtime.isPresent() && draft.phase() != Phase.ROLLING_BACK) {
            return;
        }
        if (observation.resource().filter(ResourceSeen::serves).isPresent()) {
            draft.downSince.ifPresent(since -> {
                draft.downtime =
                        Optional.of(draft.downtime.orElse(Duration.ZERO).plus(Duration.between(since, draft.at)));
                draft.downSince = Optional.empty();
            });
        } else if (draft.downSince.isEmpty()) {
            draft.downSince = Optional.of(draft.at);
        }
    }

    private static void noteUpgradeSavepoint(Draft draft, Observation observation) {
        Optional<SavepointSeen> seen = observation
                .resource()
                .flatMap(ResourceSeen::lastSavepoint)
                .filter(savepoint -> isUpgradeOf(draft, savepoint));
        seen.ifPresent(savepoint -> {
            if (draft.savepoints.stream().noneMatch(known -> known.path().equals(savepoint.location()))) {
                draft.savepoints.add(SavepointTaken.ofUpgrade(
                        savepoint.location(),
                        draft.before.flatMap(before -> before.job().id()),
                        savepoint.at()));
                draft.info((ColourChange.isExpected(draft)
                                ? "the operator took savepoint "
                                : "the operator stopped the job with savepoint ")
                        + savepoint.location());
            }
        });
    }

    private static boolean isUpgradeOf(Draft draft, SavepointSeen savepoint) {
        boolean upgrade = savepoint.triggerType().filter("UPGRADE"::equals).isPresent();
        Instant appliedAt = draft.baseline.orElseThrow().appliedAt();
        boolean another = draft.before
                .flatMap(Before::savepointPath)
                .filter(savepoint.location()::equals)
                .isEmpty();
        // Operators from 1.10 on tell the path alone.
        return upgrade
                && another
                && savepoint.at().map(at -> !at.isBefore(appliedAt)).orElse(true);
    }

    private static boolean pastDeadline(Draft draft) {
        return Duration.between(draft.applied(), draft.at)
                        .compareTo(draft.order.settings().timeout())
                >= 0;
    }

    private static String timeoutText(Draft draft, Verdict verdict) {
        String last = verdict instanceof Verdict.Waiting waiting
                ? waiting.why()
                : draft.suspicion.map(s -> s.finding().text()).orElse("still in " + draft.phase());
        return "Not healthy after " + Text.duration(draft.order.settings().timeout()) + "; last seen: " + last + ".";
    }

    private static void warnWhenSlow(Draft draft) {
        Duration limit = draft.order.settings().timeout();
        Duration waited = Duration.between(draft.applied(), draft.at);
        if (!draft.warnedSlow
                && waited.toMillis()
                        >= limit.toMillis() * draft.order.settings().warnAfter()) {
            draft.warnedSlow = true;
            draft.warn("this takes long: " + Text.duration(waited) + " of " + Text.duration(limit) + " have passed"
                    + draft.waitingFor.map(why -> "; " + why).orElse(""));
        }
    }

    static void tell(Draft draft, String why) {
        if (draft.waitingFor.filter(why::equals).isEmpty()) {
            draft.waitingFor = Optional.of(why);
            draft.info(why);
        }
    }

    private static SoakSettings soakSettings(Draft draft) {
        Manifest manifest = draft.phase() == Phase.ROLLING_BACK
                ? draft.before.flatMap(Before::lastGood).orElseThrow().manifest()
                : draft.prepared.orElseThrow().manifest();
        boolean stateless = ClusterSpec.textAt(manifest, "/job/upgradeMode")
                .map("stateless"::equals)
                .orElse(true);
        return new SoakSettings(
                draft.order.settings().soak(),
                draft.order.settings().maxRestarts(),
                stateless ? 0 : draft.order.settings().minCheckpoints());
    }
}
