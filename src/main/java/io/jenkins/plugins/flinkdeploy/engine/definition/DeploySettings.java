package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.time.Duration;

/**
 * How a deployment proceeds.
 *
 * @param timeout longest time from apply to healthy
 * @param warnAfter part of the timeout after which a warning is logged, from 0 to 1
 * @param savepointTimeout longest time for a savepoint
 * @param soak how long the job must stay healthy before the deployment counts
 * @param maxRestarts restarts of the job that are allowed while soaking
 * @param minCheckpoints checkpoints that must complete while soaking
 * @param rollback what happens when a deployment fails
 * @param whenSuspended whether a deployment starts a cluster that somebody stopped
 * @param savepoint which savepoint a deployment takes
 * @param approval whether somebody has to approve a deployment before it begins, where there is something that asks
 */
public record DeploySettings(
        Duration timeout,
        double warnAfter,
        Duration savepointTimeout,
        Duration soak,
        int maxRestarts,
        int minCheckpoints,
        RollbackPolicy rollback,
        WhenSuspended whenSuspended,
        SavepointPolicy savepoint,
        boolean approval) {

    /** What holds where neither file nor step says anything. */
    public static DeploySettings defaults() {
        return new DeploySettings(
                Duration.ofMinutes(30),
                0.17,
                Duration.ofMinutes(10),
                Duration.ofMinutes(2),
                0,
                1,
                RollbackPolicy.AUTO,
                WhenSuspended.KEEP,
                SavepointPolicy.UPGRADE,
                false);
    }

    /** The defaults for a job whose state is carried over so: a stateless one may well have no checkpoints to wait for. */
    static DeploySettings defaultsFor(StateMode mode) {
        return mode == StateMode.STATELESS ? defaults().withMinCheckpoints(0) : defaults();
    }

    public DeploySettings withTimeout(Duration value) {
        return new DeploySettings(
                value,
                warnAfter,
                savepointTimeout,
                soak,
                maxRestarts,
                minCheckpoints,
                rollback,
                whenSuspended,
                savepoint,
                approval);
    }

    public DeploySettings withWarnAfter(double value) {
        return new DeploySettings(
                timeout,
                value,
                savepointTimeout,
                soak,
                maxRestarts,
                minCheckpoints,
                rollback,
                whenSuspended,
                savepoint,
                approval);
    }

    public DeploySettings withSavepointTimeout(Duration value) {
        return new DeploySettings(
                timeout,
                warnAfter,
                value,
                soak,
                maxRestarts,
                minCheckpoints,
                rollback,
                whenSuspended,
                savepoint,
                approval);
    }

    public DeploySettings withSoak(Duration value) {
        return new DeploySettings(
                timeout,
                warnAfter,
                savepointTimeout,
                value,
                maxRestarts,
                minCheckpoints,
                rollback,
                whenSuspended,
                savepoint,
                approval);
    }

    public DeploySettings withMaxRestarts(int value) {
        return new DeploySettings(
                timeout,
                warnAfter,
                savepointTimeout,
                soak,
                value,
                minCheckpoints,
                rollback,
                whenSuspended,
                savepoint,
                approval);
    }

    public DeploySettings withMinCheckpoints(int value) {
        return new DeploySettings(
                timeout,
                warnAfter,
                savepointTimeout,
                soak,
                maxRestarts,
                value,
                rollback,
                whenSuspended,
                savepoint,
                approval);
    }

    public DeploySettings withRollback(RollbackPolicy value) {
        return new DeploySettings(
                timeout,
                warnAfter,
                savepointTimeout,
                soak,
                maxRestarts,
                minCheckpoints,
                value,
                whenSuspended,
                savepoint,
                approval);
    }

    public DeploySettings withWhenSuspended(WhenSuspended value) {
        return new DeploySettings(
                timeout,
                warnAfter,
                savepointTimeout,
                soak,
                maxRestarts,
                minCheckpoints,
                rollback,
                value,
                savepoint,
                approval);
    }

    public DeploySettings withSavepoint(SavepointPolicy value) {
        return new DeploySettings(
                timeout,
                warnAfter,
                savepointTimeout,
                soak,
                maxRestarts,
                minCheckpoints,
                rollback,
                whenSuspended,
                value,
                approval);
    }
}
