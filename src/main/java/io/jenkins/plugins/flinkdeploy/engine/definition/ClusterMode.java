package io.jenkins.plugins.flinkdeploy.engine.definition;

/** Who starts the TaskManagers. */
public enum ClusterMode {
    /** Flink itself, as many as the job needs. */
    NATIVE,
    /** The operator, a fixed number. */
    STANDALONE;

    /** The value of {@code spec.mode}. */
    public String resourceForm() {
        return Choices.written(this);
    }
}
