package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.time.Duration;
import java.util.function.Consumer;

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
        return with(copy -> copy.timeout = value);
    }

    public DeploySettings withWarnAfter(double value) {
        return with(copy -> copy.warnAfter = value);
    }

    public DeploySettings withSavepointTimeout(Duration value) {
        return with(copy -> copy.savepointTimeout = value);
    }

    public DeploySettings withSoak(Duration value) {
        return with(copy -> copy.soak = value);
    }

    public DeploySettings withMaxRestarts(int value) {
        return with(copy -> copy.maxRestarts = value);
    }

    public DeploySettings withMinCheckpoints(int value) {
        return with(copy -> copy.minCheckpoints = value);
    }

    public DeploySettings withRollback(RollbackPolicy value) {
        return with(copy -> copy.rollback = value);
    }

    public DeploySettings withWhenSuspended(WhenSuspended value) {
        return with(copy -> copy.whenSuspended = value);
    }

    public DeploySettings withSavepoint(SavepointPolicy value) {
        return with(copy -> copy.savepoint = value);
    }

    private DeploySettings with(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.done();
    }

    /** All settings while one of them changes, so that each is listed here and not in every change. */
    private static final class Copy {
        private Duration timeout;
        private double warnAfter;
        private Duration savepointTimeout;
        private Duration soak;
        private int maxRestarts;
        private int minCheckpoints;
        private RollbackPolicy rollback;
        private WhenSuspended whenSuspended;
        private SavepointPolicy savepoint;
        private boolean approval;

        Copy(DeploySettings from) {
            timeout = from.timeout;
            warnAfter = from.warnAfter;
            savepointTimeout = from.savepointTimeout;
            soak = from.soak;
            maxRestarts = from.maxRestarts;
            minCheckpoints = from.minCheckpoints;
            rollback = from.rollback;
            whenSuspended = from.whenSuspended;
            savepoint = from.savepoint;
            approval = from.approval;
        }

        DeploySettings done() {
            return new DeploySettings(
                    timeout,
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
    }
}
