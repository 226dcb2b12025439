package io.jenkins.plugins.flinkdeploy.engine.status;

/** How much a status tells. */
public enum StatusDetail {
    /** What fits on a screen: three jobs, pods as numbers. */
    BRIEF,
    /** Every job and every pod, and where to look further. */
    VERBOSE,
    /** Each job with its id, address, checkpoints and last failure. */
    FULL
}
