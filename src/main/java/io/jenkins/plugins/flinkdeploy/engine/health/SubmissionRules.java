package io.jenkins.plugins.flinkdeploy.engine.health;

import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import java.util.Optional;
import java.util.Set;

/**
 * A job that the operator cannot bring to Flink: it tries again and again, and between two attempts its status looks as if nothing
 * had happened. What it says each time is an event.
 */
final class SubmissionRules {
    /** Some attempts fail because of what the attempt before left, or because two of the operator's own writes met. */
    private static final int ATTEMPTS = 5;

    private static final Set<String> REASONS =
            Set.of("SessionJobException", "ClusterDeploymentException", "UpgradeFailed");

    private SubmissionRules() {}

    static Optional<Verdict> judge(Baseline baseline, Observation observation) {
        return observation.events().stream()
                .filter(event -> event.warning()
                        && REASONS.contains(event.reason())
                        && event.about().startsWith("Flink")
                        && baseline.isSinceApply(event.at()))
                .filter(event -> event.count() >= ATTEMPTS || isTheProgramS(event.message()))
                .findFirst()
                .map(event -> Verdict.fail(
                        FindingCode.JOB_FAILED,
                        "The operator cannot start the job: "
                                + RootCause.of(event.message())
                                        .map(RootCause::text)
                                        .orElse(Text.firstLine(event.message()))));
    }

    /** What the program does in its main method it does again at the next attempt. */
    private static boolean isTheProgramS(String message) {
        return message.contains("The main method caused an error") || CauseDictionary.isLasting(message);
    }
}
