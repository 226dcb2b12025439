package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.engine.resource.ClusterSpec;
import java.util.Optional;

/** An upgrade that throws a job's state away although nobody may have meant it. */
final class StatelessSurprise {
    private StatelessSurprise() {}

    /**
     * Refuses such an upgrade.
     *
     * @param after the resource as it would be after the apply
     * @throws UserException when the job has state and the new specification starts it empty
     */
    static void refuse(Manifest live, Manifest after) {
        Optional<String> before =
                ClusterSpec.textAt(live, "/job/upgradeMode").filter(mode -> !mode.equals("stateless"));
        Optional<String> now = ClusterSpec.textAt(after, "/job/upgradeMode");
        boolean loses = ClusterSpec.at(after, "/job").isObject()
                && now.filter(mode -> !mode.equals("stateless")).isEmpty()
                && !RestorePoint.isIn(after);
        if (before.isEmpty() || !loses) {
            return;
        }
        throw new UserException(
                "The job of " + live.id() + " has state (upgradeMode " + before.get() + "), and the new specification "
                        + (now.isPresent()
                                ? "is stateless"
                                : "has no upgradeMode, which the operator reads as stateless")
                        + ": the job would start empty.",
                Preparing.UNTOUCHED,
                "Write savepoint or last-state (state of the job in a cluster file, spec.job.upgradeMode in a manifest),"
                        + " or deploy with force to throw the state away.");
    }
}
