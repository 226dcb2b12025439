package io.jenkins.plugins.flinkdeploy.engine.checkup;

/** How well something is, the worst last. */
public enum HealthState {
    OK("ok"),
    /** It was not measured, or it is too early to tell. */
    UNKNOWN("unknown"),
    /** It works, and somebody should look at it. */
    WARNING("warning"),
    /** It does not do its work. */
    FAILING("failing");

    private final String words;

    HealthState(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** The worse of the two. */
    HealthState or(HealthState other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
