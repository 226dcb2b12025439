package io.jenkins.plugins.flinkdeploy.engine.health;

import java.util.Optional;

/**
 * What a blue/green deployment says about itself. An active colour alone is no success: after an abort it is the one from before
 * again, and only the error tells.
 */
final class BlueGreenRules {
    private BlueGreenRules() {}

    static Optional<Verdict> judge(Baseline baseline, ResourceSeen resource) {
        if (resource.role() != Role.BLUE_GREEN) {
            return Optional.empty();
        }
        boolean accepted = resource.acceptedGeneration() >= baseline.generation();
        // Its texts stay until the next transition: one from before the apply is not about this deployment.
        return resource.error()
                .flatMap(error -> finding(resource, error.message()))
                .map(found ->
                        accepted ? new Verdict.Failing(found) : new Verdict.Suspect(found, HealthRules.ERROR_PATIENCE));
    }

    private static Optional<Finding> finding(ResourceSeen resource, String error) {
        if (error.contains("Aborting deployment")) {
            String kept = resource.lifecycleIs("INITIALIZING_BLUE")
                    ? "The operator gave up the first colour, and no job runs: "
                    : "The operator gave up the new colour and keeps the one before: ";
            return Optional.of(new Finding(FindingCode.ROLLED_BACK_BY_OPERATOR, kept + said(error, resource)));
        }
        if (error.contains("Could not trigger Savepoint") || error.contains("Could not fetch savepoint")) {
            return Optional.of(new Finding(
                    FindingCode.SAVEPOINT_FAILED, "The operator got no savepoint for the new colour: " + error));
        }
        if (error.contains("Could not start Transition")
                || error.contains("Could not start Savepoint Redeploy Transition")
                || error.contains("not possible, current Flink Deployment")) {
            return Optional.of(new Finding(
                    FindingCode.JOB_MANAGER_ERROR, "The operator does not begin the change of colour: " + error));
        }
        return Optional.empty();
    }

    /** The operator's own text names no reason; the FlinkDeployment that it gave up may. */
    private static String said(String error, ResourceSeen resource) {
        return error
                + resource.colours()
                        .flatMap(Colours::trouble)
                        .map(trouble -> ". It said: " + trouble)
                        .orElse("");
    }
}
