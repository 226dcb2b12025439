package io.jenkins.plugins.flinkdeploy.engine.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.health.ResourceSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.Role;
import io.jenkins.plugins.flinkdeploy.engine.kube.AppliedFields;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointTrigger;
import java.time.Instant;
import java.util.Optional;

/**
 * What is deployed, with the one change that somebody asked for.
 *
 * @param prepared everything that this tool applied before, and the change
 * @param stopped whether the operator has stopped the job already
 * @param savepointNeeded whether there is state that a stop would lose without a savepoint
 */
record Controlled(Prepared prepared, boolean stopped, boolean savepointNeeded) {
    private static final String STATELESS = "stateless";
    private static final String LAST_STATE = "last-state";

    /**
     * Makes it for a resource as it is now.
     *
     * @throws UserException when that cannot be done with it, or would lose state without saying so
     */
    static Controlled of(Order order, Control.Action action, Optional<Manifest> found, Instant now) {
        Manifest live = found.orElseThrow(() -> new UserException(
                order.resource() + " does not exist.",
                Preparing.UNTOUCHED,
                "Deploy it first, or correct name and namespace."));
        ResourceSeen seen = ResourceSeen.of(live);
        boolean stopped = seen.suspendedByIntent()
                && (seen.lifecycleIs("SUSPENDED") || seen.job().state().isEmpty());
        boolean stateful = !RestoredState.mode(live).equals(STATELESS);
        refuseWhatHasNoJob(action, live, seen);
        switch (action) {
            case START -> StoppedState.requireToStart(order, live, seen, now);
            case STOP -> refuseWithoutSavepoint(live, seen, stateful);
            case RESTART -> refuseWhenStopped(live, seen);
            case CANCEL -> {
                // Whatever it does, it is to end.
            }
        }
        return new Controlled(
                prepared(changed(order, action, live), live),
                stopped,
                stateful && !seen.suspendedByIntent() && seen.job().is("RUNNING"));
    }

    Controlled with(Prepared other) {
        return new Controlled(other, stopped, savepointNeeded);
    }

    private static void refuseWhatHasNoJob(Control.Action action, Manifest live, ResourceSeen seen) {
        if (seen.role() == Role.BLUE_GREEN) {
            throw new UserException(
                    "A blue/green deployment such as " + live.id() + " can only be deployed and rolled back.",
                    Preparing.UNTOUCHED,
                    "Set job.state in its template, and deploy it.");
        }
        if (seen.role() == Role.SESSION_CLUSTER && action != Control.Action.RESTART) {
            throw new UserException(
                    live.id() + " is a session cluster without a job.",
                    Preparing.UNTOUCHED,
                    "Jobs are started and stopped; the operator has no way to suspend the session cluster itself.");
        }
    }

    private static void refuseWithoutSavepoint(Manifest live, ResourceSeen seen, boolean stateful) {
        boolean takes = !stateful
                || seen.suspendedByIntent()
                || seen.job().is("RUNNING")
                || seen.job().is("FINISHED");
        if (!takes) {
            throw new UserException(
                    "The job of " + live.id() + " is "
                            + seen.job().state().orElse("not running yet")
                            + ", so no savepoint can be taken of it.",
                    Preparing.UNTOUCHED,
                    "Stop it when it runs, or stop it without a savepoint (cancel); its last checkpoint is kept then.");
        }
    }

    private static void refuseWhenStopped(Manifest live, ResourceSeen seen) {
        if (seen.suspendedByIntent()) {
            throw new UserException(
                    live.id() + " is stopped, so there is nothing to restart.",
                    Preparing.UNTOUCHED,
                    "Start it instead.");
        }
    }

    private static Prepared prepared(ObjectNode tree, Manifest live) {
        return new Prepared(
                Manifest.of(tree),
                live.annotation(Annotations.CONFIG_HASH).orElse(""),
                live.annotation(Annotations.CONTENT_HASH).orElse(""),
                Optional.empty());
    }

    private static ObjectNode changed(Order order, Control.Action action, Manifest live) {
        ObjectNode tree = AppliedFields.of(live).toTree();
        ObjectNode annotations = tree.withObject("/metadata/annotations").put(Annotations.DEPLOYMENT_ID, order.id());
        switch (action) {
            case START -> {
                ObjectNode job = tree.withObject("/spec/job").put("state", "running");
                live.annotation(Annotations.UPGRADE_MODE).ifPresent(mode -> job.put("upgradeMode", mode));
                annotations.remove(Annotations.UPGRADE_MODE);
                KeptState.release(tree);
            }
            case STOP -> {
                suspend(tree, annotations, live, "savepoint");
                KeptState.keep(tree);
            }
            case CANCEL -> suspend(tree, annotations, live, STATELESS);
            case RESTART -> tree.withObject("/spec").put("restartNonce", SavepointTrigger.nonce(order.id()));
        }
        return tree;
    }

    /**
     * The operator suspends a job as its upgrade mode says: with last-state it would keep no savepoint, and with savepoint it takes
     * one. How the job is to be upgraded comes back when it is started.
     */
    private static void suspend(ObjectNode tree, ObjectNode annotations, Manifest live, String how) {
        ObjectNode job = tree.withObject("/spec/job").put("state", "suspended");
        String mode = RestoredState.mode(live);
        boolean changes = how.equals(STATELESS) ? !mode.equals(STATELESS) : mode.equals(LAST_STATE);
        if (changes) {
            job.put("upgradeMode", how);
            annotations.put(
                    Annotations.UPGRADE_MODE,
                    live.annotation(Annotations.UPGRADE_MODE).orElse(mode));
        }
    }
}
