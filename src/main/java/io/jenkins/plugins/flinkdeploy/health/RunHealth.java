package io.jenkins.plugins.flinkdeploy.health;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.HealthReport;
import hudson.model.HealthReportingAction;
import hudson.model.InvisibleAction;
import hudson.model.Job;
import hudson.model.Run;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;

/** Makes the health of the clusters a part of the weather of their job, which Jenkins takes from the last build. */
public final class RunHealth extends InvisibleAction implements HealthReportingAction {
    private final Job<?, ?> job;

    private RunHealth(Job<?, ?> job) {
        this.job = job;
    }

    @Override
    public HealthReport getBuildHealth() {
        return new LiveHealth(job);
    }

    /** Gives it to the builds of jobs that deployed a cluster. */
    @Extension
    @SuppressWarnings("rawtypes") // the extension point's own type
    public static final class Factory extends TransientActionFactory<Run> {
        @Override
        public Class<Run> type() {
            return Run.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return RunHealth.class;
        }

        @Override
        public Collection<? extends Action> createFor(Run target) {
            Job<?, ?> job = ((Run<?, ?>) target).getParent();
            return HealthBook.get().of(job).isEmpty() ? List.of() : List.of(new RunHealth(job));
        }
    }
}
