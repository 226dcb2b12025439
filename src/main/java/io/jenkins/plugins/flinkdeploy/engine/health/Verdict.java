package io.jenkins.plugins.flinkdeploy.engine.health;

import java.time.Duration;

/** What one observation means for a deployment that waits. */
public sealed interface Verdict {
    /** Nothing decided yet; {@code why} is one short line for the log. */
    record Waiting(String why) implements Verdict {}

    /** Looks wrong, but such things pass: a failure only when the same thing is still so after {@code patience}. */
    record Suspect(Finding finding, Duration patience) implements Verdict {}

    /** It is known that this deployment does not succeed. */
    record Failing(Finding finding) implements Verdict {}

    /** This generation runs: the soak may begin, or goes on. */
    record Running() implements Verdict {}

    /** Reached its end without a soak: a bounded job finished, or a suspended one was asked for. */
    record Complete(String how) implements Verdict {}

    static Verdict fail(FindingCode code, String text) {
        return new Failing(new Finding(code, text));
    }

    static Verdict suspect(FindingCode code, String text, Duration patience) {
        return new Suspect(new Finding(code, text), patience);
    }
}
