package io.jenkins.plugins.flinkdeploy.freestyle;

import hudson.Extension;
import io.jenkins.plugins.flinkdeploy.run.ControlParameters;
import io.jenkins.plugins.flinkdeploy.run.ControlTask;
import io.jenkins.plugins.flinkdeploy.steps.FlinkStopStep;
import io.jenkins.plugins.flinkdeploy.steps.Messages;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The Pipeline step {@code flinkStop} as a build step. */
public final class FlinkStopBuilder extends ControlBuilder {
    @DataBoundConstructor
    public FlinkStopBuilder() {}

    public boolean isWithoutSavepoint() {
        return parameters().isWithoutSavepoint();
    }

    @DataBoundSetter
    public void setWithoutSavepoint(boolean withoutSavepoint) {
        parameters().setWithoutSavepoint(withoutSavepoint);
    }

    @Override
    ControlTask task(ControlParameters expanded) {
        return ControlTask.stop(expanded);
    }

    /** Form of the build step. */
    @Extension
    @Symbol("flinkStop")
    public static final class DescriptorImpl extends StepFormDescriptor {
        public DescriptorImpl() {
            super(FlinkStopBuilder.class, FlinkStopStep.class, Messages::FlinkStopStep_displayName);
        }
    }
}
