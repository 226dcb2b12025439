package io.jenkins.plugins.flinkdeploy.engine.definition;

/** What a job is written in. */
public enum JobKind {
    /** A jar with a main method. */
    JAVA,
    /** A PyFlink program. */
    PYTHON,
    /** SQL statements, run by a runner's jar. */
    SQL,
    /** A Beam pipeline on Flink, as a jar; a Python pipeline runs through Beam's portable runner. */
    BEAM
}
