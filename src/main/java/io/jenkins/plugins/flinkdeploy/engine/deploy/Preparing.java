package io.jenkins.plugins.flinkdeploy.engine.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.SavepointPolicy;
import io.jenkins.plugins.flinkdeploy.engine.definition.WhenSuspended;
import io.jenkins.plugins.flinkdeploy.engine.model.HeldLease;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import io.jenkins.plugins.flinkdeploy.engine.resource.ClusterSpec;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.Plan;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.ResourcePlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** From PLANNED to the apply: nothing on the cluster changes here, but a lease and a savepoint. */
final class Preparing {
    static final String UNTOUCHED = "Nothing on the cluster was changed; a running job goes on.";
    private static final Duration LOCK_RETRY = Duration.ofSeconds(2);

    private Preparing() {}

    static void inspected(Draft draft, Inspection inspection) {
        Optional<String> problem =
                TargetChecks.problem(draft.order.resource(), inspection.namespaceExists(), inspection.kindServed());
        if (problem.isPresent()) {
            Failing.refuse(draft, problem.get());
        } else if (inspection.newer().isPresent() && !draft.order.dryRun()) {
            Failing.refuse(
                    draft,
                    "A newer commit is deployed already: " + inspection.newer().get()
                            + ". An older one does not replace it. To go back, roll back, or deploy with force.");
        } else {
            draft.info(
                    inspection.live().isPresent()
                            ? draft.order.resource() + " exists, generation "
                                    + inspection
                                            .live()
                                            .get()
                                            .at("/metadata/generation")
                                            .asLong()
                            : draft.order.resource() + " does not exist yet: first deploy");
            draft.next(new Effect.Prepare());
        }
    }

    static void ready(Draft draft, Prepared prepared) {
        draft.prepared = Optional.of(prepared);
        draft.enter(
                Phase.IMAGE_READY,
                prepared.image()
                        // The build has told sizes and time.
                        .map(image -> "image " + image.digest())
                        .orElseGet(() -> "image "
                                + ClusterSpec.textAt(prepared.manifest(), "/image")
                                        .orElse("as the operator defaults")));
        draft.next(new Effect.DryRun(prepared.manifest()));
    }

    static void planned(Draft draft, ResourcePlan plan) {
        Plan.of(List.of(plan)).text(false).lines().forEach(draft::info);
        acceptedByServer(draft, draft.prepared.orElseThrow().manifest());
    }

    static void acceptedByServer(Draft draft, Manifest manifest) {
        if (draft.order.dryRun()) {
            draft.endAs(
                    Phase.DRY_RUN,
                    "dry run: the API server would take " + manifest + "; nothing was changed",
                    List.of());
        } else {
            draft.next(new Effect.Lock());
        }
    }

    static void lockAnswered(Draft draft, Optional<String> heldBy) {
        if (heldBy.isEmpty()) {
            draft.lockedAt = Optional.of(draft.at);
            draft.enter(
                    Phase.LOCKED,
                    "lease " + HeldLease.of(draft.order.resource()).name() + " taken");
            draft.next(new Effect.ReadBaseline(draft.prepared.orElseThrow().manifest()));
            return;
        }
        Instant since = draft.retry.map(Deployment.Retry::since).orElse(draft.at);
        String holder = "deployment " + heldBy.get() + " is deploying this target";
        if (Duration.between(since, draft.at).compareTo(draft.order.settings().timeout()) >= 0) {
            Failing.refuse(draft, "The target stayed locked: " + holder + ".");
            return;
        }
        if (draft.retry.isEmpty()) {
            draft.info("waiting: " + holder);
        }
        int attempts = draft.retry.map(Deployment.Retry::attempts).orElse(0) + 1;
        draft.retry = Optional.of(new Deployment.Retry(
                since, attempts, draft.at.plus(RetryPause.spread(LOCK_RETRY, attempts, draft.order.id())), holder));
    }

    static void baselineRead(Draft draft, Input.BaselineRead read) {
        Before before = read.before();
        draft.before = Optional.of(before);
        read.warnings().forEach(draft::warn);
        if (read.controlled().isPresent()) {
            Controlling.baselineRead(draft, before, read.controlled().get());
            return;
        }
        Prepared prepared = draft.prepared.orElseThrow();
        boolean same =
                before.contentHash().filter(prepared.contentHash()::equals).isPresent();
        boolean otherState = draft.order.restoreFrom().isPresent();
        if (same && before.healthy() && !draft.order.force() && !otherState) {
            draft.endAs(
                    Phase.UNCHANGED,
                    "unchanged: image and configuration are what runs already; the job was not restarted",
                    List.of());
            return;
        }
        Optional<String> commit = draft.order.provenance().commit();
        boolean again = draft.order.revision().isEmpty() && !draft.order.force();
        if (again && commit.isPresent() && commit.equals(read.rolledBackCommit())) {
            Failing.refuse(
                    draft,
                    "Commit " + Text.commit(commit.get())
                            + " was deployed before and rolled back. Push a commit that mends it, or deploy with force.");
            return;
        }
        if (before.suspended() && draft.order.settings().whenSuspended() == WhenSuspended.KEEP) {
            draft.info("somebody suspended the job; it stays suspended (deploy.whenSuspended: keep)");
            draft.prepared = Optional.of(suspended(prepared));
            apply(draft, "no job runs");
            return;
        }
        if (same) {
            draft.info("image and configuration are what is deployed already, but the job is not healthy");
        }
        savepointOrApply(draft, before);
    }

    /** Somebody who deploys a newer commit makes this deployment needless, as long as it has not begun to change anything. */
    static void superseded(Draft draft, String by) {
        draft.endAs(Phase.SUPERSEDED, "superseded: " + by + ". " + UNTOUCHED, List.of());
    }

    static void savepointOrApply(Draft draft, Before before) {
        SavepointPolicy policy = draft.order.settings().savepoint();
        boolean cancels = draft.order.restoreFrom().isPresent();
        // A job that is started from another state is cancelled, and the operator takes no savepoint of its own.
        boolean wanted = policy == SavepointPolicy.BEFORE || cancels && policy != SavepointPolicy.NONE;
        if (cancels) {
            draft.warn("the job starts from "
                    + ClusterSpec.textAt(draft.prepared.orElseThrow().manifest(), "/job/initialSavepointPath")
                            .orElse("")
                    + ", not from the state that it has: what it processed since then is processed again,"
                    + " and the operator cannot roll back");
        }
        if (wanted && before.job().is("RUNNING")) {
            draft.info("savepoint of job " + before.job().id().orElse("?") + " asked for");
            draft.next(new Effect.TriggerSavepoint(before.job().id()));
            return;
        }
        if (wanted) {
            draft.info("no running job to take a savepoint of");
        }
        apply(
                draft,
                "no backup savepoint"
                        + (before.job().is("RUNNING") && !cancels
                                ? ": the operator takes its own while it upgrades"
                                : ""));
    }

    private static Prepared suspended(Prepared prepared) {
        return new Prepared(
                withState(prepared.manifest(), "suspended"),
                prepared.configHash(),
                prepared.contentHash(),
                prepared.image());
    }

    static Manifest withState(Manifest manifest, String state) {
        ObjectNode tree = manifest.toTree();
        ClusterSpec.object(tree, "/job").put("state", state);
        return Manifest.of(tree);
    }

    /** What can truly be said of a deployment that ends before its apply. */
    static String untouched(Draft draft) {
        boolean savepointAsked = draft.savepointAsked.isPresent()
                || !draft.pending.isEmpty() && draft.pending.get(0) instanceof Effect.TriggerSavepoint;
        return savepointAsked
                ? "Nothing on the cluster was changed, but a savepoint was asked for; a running job goes on."
                : UNTOUCHED;
    }

    static void apply(Draft draft, String text) {
        draft.enter(Phase.SAVEPOINT_TAKEN, text);
        draft.next(new Effect.Apply(draft.prepared.orElseThrow().manifest()));
    }
}
