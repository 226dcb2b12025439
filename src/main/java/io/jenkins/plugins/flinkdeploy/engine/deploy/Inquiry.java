package io.jenkins.plugins.flinkdeploy.engine.deploy;

/** What a JobManager is asked about a job. Each question is a request through the API server, so none is asked without need. */
public enum Inquiry {
    NOTHING,

    /** Whether it failed, and of what: one question. */
    FAILURES,

    /** That, and whether its tasks run: enough for a job whose checkpoints decide nothing. Two questions. */
    TASKS,

    /**
     * That, and its checkpoints. Whether its tasks run is asked only where the checkpoints do not prove it: for a job that was started
     * by whoever asks.
     */
    STATE,

    /** Everything, for a job that ran before. Three questions. */
    ALL
}
