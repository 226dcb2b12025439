package io.jenkins.plugins.flinkdeploy.engine.deploy;

/** Where a deployment stands. Names are part of the saved state and of the JSON report. */
public enum Phase {
    /** Nothing has happened yet but reading. */
    PLANNED(false),
    /** The image is in the registry and the resource is rendered with its digest. */
    IMAGE_READY(false),
    /** No other deployment may touch the target. */
    LOCKED(false),
    /** The savepoint that was asked for exists, or none was asked for. */
    SAVEPOINT_TAKEN(false),
    /** The API server has the new resource. From here on the cluster changes. */
    APPLIED(false),
    /** The operator took the new generation up and brings it up. */
    UPGRADING(false),
    /** The new job was seen running for the first time. */
    RUNNING(false),
    /** It runs, and must go on running. */
    SOAKING(false),
    /** The last good revision was applied again and must come up. */
    ROLLING_BACK(false),
    /** Healthy. */
    DONE(true),
    /** The API server has the new resource, and nobody waits for it: more was not asked for. */
    APPLIED_ONLY(true),
    /** Neither image nor configuration differ from what runs: nothing was done. */
    UNCHANGED(true),
    /** Only shown what would be done. */
    DRY_RUN(true),
    /** The deployment failed and the last good revision is healthy again. */
    ROLLED_BACK(true),
    /** The deployment failed. */
    FAILED(true),
    /** A deployment of a newer commit took its place while it still waited. */
    SUPERSEDED(true),
    /** A person ended the deployment. */
    ABORTED(true);

    private final boolean terminal;

    Phase(boolean terminal) {
        this.terminal = terminal;
    }

    public boolean isTerminal() {
        return terminal;
    }

    /** Whether the deployment did what was asked; a rollback never is. */
    public boolean isSuccess() {
        return this == DONE || this == APPLIED_ONLY || this == UNCHANGED || this == DRY_RUN;
    }

    /** Whether observations of the cluster move it on. */
    boolean isWatching() {
        return this == APPLIED || this == UPGRADING || this == RUNNING || this == SOAKING || this == ROLLING_BACK;
    }
}
