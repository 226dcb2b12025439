package io.jenkins.plugins.flinkdeploy.engine.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.health.Finding;
import io.jenkins.plugins.flinkdeploy.engine.health.FindingCode;
import io.jenkins.plugins.flinkdeploy.engine.health.ResourceSeen;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import io.jenkins.plugins.flinkdeploy.engine.record.Revision;
import io.jenkins.plugins.flinkdeploy.engine.resource.ClusterSpec;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointTaken;
import java.util.List;
import java.util.Optional;

/** The way back to the last good revision, with its state. */
final class RollingBack {
    private RollingBack() {}

    /**
     * Begins it. Which state the job gets is the operator's decision after the upgrade mode: the savepoint of the upgrade when the new
     * version processed nothing, else the newest checkpoint. A job that began empty is the exception: its state is none to keep.
     */
    static void begin(Draft draft, Finding finding, Revision lastGood) {
        String to = "to revision " + lastGood.number()
                + lastGood.commit()
                        .map(commit -> ", commit " + Text.commit(commit))
                        .orElse("");
        if (finding.code() != FindingCode.STATE_NOT_RESTORED) {
            draft.enter(Phase.ROLLING_BACK, to + ", with its state");
            draft.soak = Optional.empty();
            draft.next(new Effect.RollBack(stamped(lastGood, draft, Optional.empty())));
            return;
        }
        Optional<String> state = savepoint(draft);
        if (state.isEmpty()) {
            draft.endAs(
                    Phase.FAILED,
                    finding.text()
                            + " It is not rolled back: that would carry the empty state on. The resource holds the new"
                            + " specification; deploy the last good commit with the state to restore from.",
                    List.of());
            return;
        }
        again(draft, lastGood, to, state.get());
    }

    /**
     * The operator cannot find the state by itself (its high availability data went with the failed job). While the new version was
     * never seen running, the savepoint of the upgrade is all there is to know, so the job is started from it.
     *
     * @return whether that is being done
     */
    static boolean fromSavepoint(Draft draft, Finding finding) {
        Optional<String> state = RestoredState.upgradeSavepoint(draft);
        boolean first = draft.entered(Phase.ROLLING_BACK) == 1;
        boolean neverRan = draft.entered(Phase.RUNNING) == 0;
        if (finding.code() != FindingCode.MANUAL_RESTORE_REQUIRED || !first || !neverRan || state.isEmpty()) {
            return false;
        }
        Revision lastGood = draft.before.flatMap(Before::lastGood).orElseThrow();
        draft.warn(finding.text());
        again(draft, lastGood, "again to revision " + lastGood.number(), state.get());
        return true;
    }

    private static void again(Draft draft, Revision lastGood, String to, String state) {
        draft.enter(Phase.ROLLING_BACK, to + ", from the savepoint " + state);
        draft.soak = Optional.empty();
        draft.suspicion = Optional.empty();
        draft.next(new Effect.RollBack(stamped(lastGood, draft, Optional.of(state))));
    }

    /** How a person gets the state back where this deployment could not. */
    static String byHand(Draft draft) {
        return savepoint(draft)
                .map(path -> " The state of the version before is in " + path
                        + ": a rollback or deployment that is told to restore from it starts the job there.")
                .orElse("");
    }

    private static Optional<String> savepoint(Draft draft) {
        return RestoredState.upgradeSavepoint(draft)
                .or(() -> draft.savepoints.stream().map(SavepointTaken::path).reduce((earlier, later) -> later));
    }

    /**
     * The revision under our id, so that the resource does not look as if another deployment had taken over; and running or suspended
     * as the target was when this deployment came, not as it was when the revision was made.
     */
    private static Revision stamped(Revision revision, Draft draft, Optional<String> state) {
        String wanted = draft.before.map(Before::suspended).orElse(false) ? "suspended" : "running";
        Manifest manifest = RestorePoint.without(revision.manifest());
        boolean otherwise = ClusterSpec.at(manifest, "/job").isObject()
                && !ClusterSpec.textAt(manifest, "/job/state").orElse("running").equals(wanted);
        ObjectNode tree = (otherwise ? Preparing.withState(manifest, wanted) : manifest).toTree();
        tree.withObject("/metadata").withObject("/annotations").put(ResourceSeen.DEPLOYMENT_ID, draft.order.id());
        Manifest stamped = Manifest.of(tree);
        return revision.with(state.map(path -> RestorePoint.in(stamped, path, true, draft.order.id() + "-rollback"))
                .orElse(stamped));
    }
}
