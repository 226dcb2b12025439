package io.jenkins.plugins.flinkdeploy.engine.health;

/** What a resource of the operator is for. */
public enum Role {
    /** A FlinkDeployment with a job: one cluster, one job. */
    APPLICATION,
    /** A FlinkDeployment without a job: a cluster for session jobs. */
    SESSION_CLUSTER,
    /** A FlinkSessionJob: a job on a session cluster. */
    SESSION_JOB,
    /** A FlinkBlueGreenDeployment: a job on one of two clusters, of which the next version takes the other. */
    BLUE_GREEN
}
