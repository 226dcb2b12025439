package io.jenkins.plugins.flinkdeploy.engine.deploy;

import java.time.Instant;

/**
 * One line for the person who watches the deployment.
 *
 * @param at when it happened
 * @param level how loud it is
 * @param phase the phase the deployment was in, or entered with it
 * @param text the line, without a prefix
 */
public record LogLine(Instant at, Level level, Phase phase, String text) {
    /** How loud a line is. */
    public enum Level {
        /** A new phase. */
        PHASE,
        /** Something worth knowing. */
        INFO,
        /** Something that may need attention. */
        WARNING,
        /** Why the deployment fails. */
        ERROR
    }
}
