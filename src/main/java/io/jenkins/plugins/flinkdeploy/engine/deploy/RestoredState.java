package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.health.Baseline;
import io.jenkins.plugins.flinkdeploy.engine.health.Finding;
import io.jenkins.plugins.flinkdeploy.engine.health.FindingCode;
import io.jenkins.plugins.flinkdeploy.engine.health.JobSample;
import io.jenkins.plugins.flinkdeploy.engine.health.Observation;
import io.jenkins.plugins.flinkdeploy.engine.health.ResourceSeen;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.resource.ClusterSpec;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointTaken;
import java.util.Optional;

/** With which state a new execution of a job really began: Flink says so, the upgrade mode only says what was meant. */
final class RestoredState {
    private static final String FALLBACK = "kubernetes.operator.job.upgrade.last-state-fallback.enabled";

    private RestoredState() {}

    /**
     * Notes it once, as soon as it is known.
     *
     * @return a finding when the job began empty although it had state
     */
    static Optional<Finding> note(Draft draft, Observation observation) {
        Optional<JobSample> sample = observation
                .sample()
                .filter(found ->
                        observation.resource().flatMap(ResourceSeen::flinkJob).equals(Optional.of(found.jobId())));
        if (draft.soak.isEmpty()
                || draft.restoredFrom.isPresent()
                || sample.isEmpty()
                || !draft.baseline.orElseThrow().restartExpected()) {
            return Optional.empty();
        }
        Optional<String> path = sample.get().restoredFrom();
        if (path.isPresent()) {
            draft.restoredFrom = path;
            tell(draft, path.get());
            return Optional.empty();
        }
        // A job without checkpoints at all tells nothing of what it was restored from.
        return sample.get().completedCheckpoints() > 0 && isExpected(draft)
                ? Optional.of(new Finding(
                        FindingCode.STATE_NOT_RESTORED,
                        "The job began empty, although it had state before." + whereStateIs(draft)))
                : Optional.empty();
    }

    /** Whether it is still to be found out with which state a job began that had some. */
    static boolean isOpen(Deployment deployment) {
        return deployment.restoredFrom().isEmpty()
                && deployment.baseline().filter(Baseline::restartExpected).isPresent()
                && isExpected(new Draft(deployment, deployment.phaseSince()));
    }

    /** Whether nothing that Flink knows of the job's state matters: it keeps none, and was given none to begin with. */
    static boolean isStateless(Deployment deployment) {
        Draft draft = new Draft(deployment, deployment.phaseSince());
        return mode(manifest(draft)).equals("stateless") && named(draft).isEmpty();
    }

    private static void tell(Draft draft, String path) {
        Optional<String> upgrade = upgradeSavepoint(draft);
        if (upgrade.filter(taken -> SavepointTaken.samePlace(taken, path)).isPresent()) {
            draft.info("state restored from " + path
                    + (ColourChange.isExpected(draft)
                            ? ", the savepoint that was taken for it"
                            : ", the savepoint with which the version before was stopped"));
        } else if (named(draft)
                .filter(asked -> SavepointTaken.samePlace(asked, path))
                .isPresent()) {
            draft.info("state restored from " + path + ", as asked");
        } else if (draft.order.is(Control.Action.START)
                && draft.before
                        .flatMap(Before::savepointPath)
                        .filter(last -> SavepointTaken.samePlace(last, path))
                        .isPresent()) {
            draft.info("state restored from " + path + ", the last savepoint before the start");
        } else if (draft.phase() == Phase.ROLLING_BACK) {
            draft.info("state restored from " + path
                    + (isCheckpoint(path) ? ", the newest checkpoint: what the failed version processed is kept" : ""));
        } else if (upgrade.isPresent()) {
            draft.warn(
                    "state restored from " + path + ", not from " + upgrade.get()
                            + ", with which the operator stopped the job: input between the two is processed again or left out");
        } else if (isCheckpoint(path) && mode(manifest(draft)).equals("savepoint")) {
            draft.warn("state restored from the checkpoint " + path
                    + ": the job was not healthy enough for a savepoint, and the operator fell back to its last state. "
                    + FALLBACK + ": \"false\" in flinkConf forbids that.");
        } else {
            draft.info("state restored from " + path);
        }
    }

    /** The savepoint with which the operator stopped the version before. */
    static Optional<String> upgradeSavepoint(Draft draft) {
        return draft.savepoints.stream()
                .filter(taken -> taken.origin().equals(SavepointTaken.UPGRADE))
                .map(SavepointTaken::path)
                .reduce((earlier, later) -> later);
    }

    private static Optional<String> named(Draft draft) {
        return ClusterSpec.textAt(manifest(draft), "/job/initialSavepointPath");
    }

    private static boolean isExpected(Draft draft) {
        Before before = draft.before.orElseThrow();
        String mode = mode(manifest(draft));
        boolean ran = before.job().is("RUNNING");
        if (draft.order.is(Control.Action.START)) {
            return !mode.equals("stateless")
                    && !draft.order.force()
                    && before.savepointPath().isPresent();
        }
        return switch (mode) {
            case "savepoint" -> ran || before.savepointPath().isPresent();
            // Without a checkpoint there is nothing that it could have begun with.
            case "last-state" -> ran && before.lastGood().isPresent();
            default -> false;
        };
    }

    private static String whereStateIs(Draft draft) {
        return draft.savepoints.stream()
                .map(SavepointTaken::path)
                .reduce((earlier, later) -> later)
                .or(() -> draft.before.flatMap(Before::savepointPath))
                .map(path -> " The state is in " + path + ".")
                .orElse("");
    }

    private static Manifest manifest(Draft draft) {
        return draft.phase() == Phase.ROLLING_BACK
                ? draft.before.flatMap(Before::lastGood).orElseThrow().manifest()
                : draft.prepared.orElseThrow().manifest();
    }

    static String mode(Manifest manifest) {
        return ClusterSpec.textAt(manifest, "/job/upgradeMode").orElse("stateless");
    }

    /** Flink names the directories of checkpoints so. */
    private static boolean isCheckpoint(String path) {
        return path.matches(".*/chk-\\d+/?");
    }
}
