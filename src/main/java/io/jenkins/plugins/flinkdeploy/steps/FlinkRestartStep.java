package io.jenkins.plugins.flinkdeploy.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.flinkdeploy.run.ControlParameters;
import io.jenkins.plugins.flinkdeploy.run.ControlTask;
import org.kohsuke.stapler.DataBoundConstructor;

/** Stops jobs and starts them again with their state, and waits until they are healthy. */
public final class FlinkRestartStep extends BringUpStep {
    @DataBoundConstructor
    public FlinkRestartStep() {}

    @Override
    ControlTask task(ControlParameters complete) {
        return ControlTask.restart(complete);
    }

    /** Form of the step. */
    @Extension
    public static final class DescriptorImpl extends BringUpStepDescriptor {
        @Override
        public String getFunctionName() {
            return "flinkRestart";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.FlinkRestartStep_displayName();
        }
    }
}
