package io.jenkins.plugins.flinkdeploy.engine.check;

/**
 * One thing that was found out about a target.
 *
 * @param text one or two sentences
 */
public record Finding(Level level, String text) {
    /** How much it matters. */
    public enum Level {
        /** As it should be. */
        OK,
        /** Deployments work, but for what the text says. */
        LIMITED,
        /** Deployments fail. */
        MISSING
    }
}
