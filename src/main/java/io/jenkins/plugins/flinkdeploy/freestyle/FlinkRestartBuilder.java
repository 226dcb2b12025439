package io.jenkins.plugins.flinkdeploy.freestyle;

import hudson.Extension;
import io.jenkins.plugins.flinkdeploy.run.ControlParameters;
import io.jenkins.plugins.flinkdeploy.run.ControlTask;
import io.jenkins.plugins.flinkdeploy.steps.FlinkRestartStep;
import io.jenkins.plugins.flinkdeploy.steps.Messages;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** The Pipeline step {@code flinkRestart} as a build step. */
public final class FlinkRestartBuilder extends BringUpBuilder {
    @DataBoundConstructor
    public FlinkRestartBuilder() {}

    @Override
    ControlTask task(ControlParameters expanded) {
        return ControlTask.restart(expanded);
    }

    /** Form of the build step. */
    @Extension
    @Symbol("flinkRestart")
    public static final class DescriptorImpl extends StepFormDescriptor {
        public DescriptorImpl() {
            super(FlinkRestartBuilder.class, FlinkRestartStep.class, Messages::FlinkRestartStep_displayName);
        }
    }
}
