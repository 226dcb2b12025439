package io.jenkins.plugins.flinkdeploy.checks;

import io.jenkins.plugins.checks.api.ChecksConclusion;
import io.jenkins.plugins.checks.api.ChecksDetails;
import io.jenkins.plugins.checks.api.ChecksOutput;
import io.jenkins.plugins.checks.api.ChecksStatus;
import io.jenkins.plugins.flinkdeploy.run.DeployResult;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a check tells of a deployment. */
final class DeployCheck {
    private DeployCheck() {}

    /**
     * Puts a deployment into the words of a check.
     *
     * @param name the name that the Pipeline gives to checks; the deployment's own name follows it
     * @param over whether the deployment ended
     * @param url where more is told
     */
    static ChecksDetails of(DeployResult deployment, Optional<String> name, boolean over, Optional<String> url) {
        ChecksDetails.ChecksDetailsBuilder check = new ChecksDetails.ChecksDetailsBuilder()
                .withName(Messages.DeployCheck_name(name.orElse(Messages.DeployCheck_flink()), deployment.getTarget()))
                .withOutput(new ChecksOutput.ChecksOutputBuilder()
                        .withTitle(deployment.getOutcomeText())
                        .withSummary(summary(deployment))
                        .build());
        url.ifPresent(check::withDetailsURL);
        return over
                ? check.withStatus(ChecksStatus.COMPLETED)
                        .withConclusion(conclusion(deployment))
                        .build()
                : check.withStatus(ChecksStatus.IN_PROGRESS).build();
    }

    private static String summary(DeployResult deployment) {
        return Stream.of(
                        deployment.getSummary(),
                        deployment.getCause(),
                        Messages.DeployCheck_took(deployment.getTookText()),
                        deployment.getDowntimeText() == null
                                ? null
                                : Messages.DeployCheck_downtime(deployment.getDowntimeText()))
                .filter(line -> line != null && !line.isBlank())
                .collect(Collectors.joining("\n\n"));
    }

    private static ChecksConclusion conclusion(DeployResult deployment) {
        return switch (deployment.getOutcome()) {
            case "DONE", "UNCHANGED" -> ChecksConclusion.SUCCESS;
            // Nothing is known of the job yet, or nothing was done with it.
            case "APPLIED_ONLY", "DRY_RUN", "SUPERSEDED" -> ChecksConclusion.NEUTRAL;
            case "ABORTED" -> ChecksConclusion.CANCELED;
            default -> ChecksConclusion.FAILURE;
        };
    }
}
