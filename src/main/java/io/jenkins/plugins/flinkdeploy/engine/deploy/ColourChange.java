package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.health.BlueGreenReader;
import io.jenkins.plugins.flinkdeploy.engine.health.FindingCode;
import io.jenkins.plugins.flinkdeploy.engine.health.JobSeen;
import java.util.Optional;

/**
 * What a blue/green deployment did to the colours.
 *
 * @param before the colour that was active before; empty on a first deployment, and of a job that was suspended
 * @param now the colour that does the work now, as far as it was seen; empty while none does
 */
public record ColourChange(Optional<String> before, Optional<String> now) {
    /** Of a deployment of another kind there is none, nor of one that never got to watch. */
    static Optional<ColourChange> of(Deployment deployment) {
        return of(new Draft(deployment, deployment.phaseSince()));
    }

    static Optional<ColourChange> of(Draft draft) {
        return Optional.of(draft)
                .filter(ColourChange::isExpected)
                // Before it was looked at, nothing was changed.
                .filter(seen -> seen.lastJob.isPresent())
                .map(any -> new ColourChange(before(draft), draft.serving));
    }

    static boolean isExpected(Draft draft) {
        return draft.order.resource().kind().equals(BlueGreenReader.KIND);
    }

    private static Optional<String> before(Draft draft) {
        return draft.before.map(Before::job).flatMap(JobSeen::id);
    }

    /**
     * Whether the operator itself kept the colour of before: it began no change, or gave it up. Then nothing is to be taken back;
     * an apply of the revision before would make it change colours only to run the same again.
     */
    static boolean isRefused(Draft draft, FindingCode code) {
        boolean told = code == FindingCode.ROLLED_BACK_BY_OPERATOR
                || code == FindingCode.SAVEPOINT_FAILED
                || code == FindingCode.JOB_MANAGER_ERROR;
        return told
                && isExpected(draft)
                && before(draft).isPresent()
                && before(draft).equals(draft.lastJob.flatMap(JobSeen::id));
    }

    /** {@code blue → green}, {@code green}; empty when nothing is known. */
    public String text() {
        return before.equals(now) || before.isEmpty() ? now.orElse("") : before.get() + " → " + now.orElse("none");
    }
}
