package io.jenkins.plugins.flinkdeploy.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.flinkdeploy.run.ControlParameters;
import io.jenkins.plugins.flinkdeploy.run.ControlTask;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Stops jobs with a savepoint, and waits until they are stopped. */
public final class FlinkStopStep extends ControlStep {
    @DataBoundConstructor
    public FlinkStopStep() {}

    public boolean isWithoutSavepoint() {
        return parameters().isWithoutSavepoint();
    }

    @DataBoundSetter
    public void setWithoutSavepoint(boolean withoutSavepoint) {
        parameters().setWithoutSavepoint(withoutSavepoint);
    }

    @Override
    ControlTask task(ControlParameters complete) {
        return ControlTask.stop(complete);
    }

    /** Form of the step. */
    @Extension
    public static final class DescriptorImpl extends LiveStepDescriptor {
        @Override
        public String getFunctionName() {
            return "flinkStop";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.FlinkStopStep_displayName();
        }
    }
}
