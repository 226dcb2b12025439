package io.jenkins.plugins.flinkdeploy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.flinkdeploy.run.ControlParameters;
import io.jenkins.plugins.flinkdeploy.run.ControlTask;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Starts what was stopped, and waits until it is healthy. */
public final class FlinkStartStep extends BringUpStep {
    @DataBoundConstructor
    public FlinkStartStep() {}

    @CheckForNull
    public String getRestoreFrom() {
        return parameters().getRestoreFrom();
    }

    @DataBoundSetter
    public void setRestoreFrom(String restoreFrom) {
        parameters().setRestoreFrom(restoreFrom);
    }

    public boolean isForce() {
        return parameters().isForce();
    }

    @DataBoundSetter
    public void setForce(boolean force) {
        parameters().setForce(force);
    }

    @Override
    ControlTask task(ControlParameters complete) {
        return ControlTask.start(complete);
    }

    /** Form of the step. */
    @Extension
    public static final class DescriptorImpl extends BringUpStepDescriptor {
        @Override
        public String getFunctionName() {
            return "flinkStart";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.FlinkStartStep_displayName();
        }
    }
}
