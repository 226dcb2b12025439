package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.health.FindingCode;
import io.jenkins.plugins.flinkdeploy.engine.health.Observation;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointAsked;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointLook;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointProgress;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointRules;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointTaken;
import java.util.Optional;

/** The wait for the savepoint that was asked for before the apply. The old job keeps running whatever happens here. */
final class BackupSavepoint {
    private BackupSavepoint() {}

    static void asked(Draft draft, SavepointAsked asked) {
        draft.done();
        // Asked for again after a crash, it is still the one that was asked for first.
        draft.savepointAsked = draft.savepointAsked.or(() -> Optional.of(asked));
    }

    static void observed(Draft draft, Observation observation) {
        if (draft.savepointAsked.isEmpty()) {
            // As the first version saved it, which did not say how it had asked.
            draft.next(new Effect.TriggerSavepoint(
                    draft.before.flatMap(before -> before.job().id())));
            return;
        }
        SavepointProgress progress = SavepointRules.judge(
                draft.savepointAsked.get(),
                SavepointLook.of(observation),
                draft.order.settings().savepointTimeout(),
                SavepointTaken.BEFORE,
                draft.at);
        if (progress instanceof SavepointProgress.Taken taken) {
            draft.savepoints.add(taken.savepoint());
            Preparing.apply(draft, "savepoint " + taken.savepoint().describe());
            draft.pending.add(0, new Effect.NoteSavepoint(draft.savepointAsked.get(), taken.savepoint()));
        } else if (progress instanceof SavepointProgress.Failed failed) {
            Failing.refuse(draft, FindingCode.SAVEPOINT_FAILED, failed.problem());
        } else if (progress instanceof SavepointProgress.Waiting waiting) {
            Watching.tell(draft, waiting.why());
        }
    }
}
