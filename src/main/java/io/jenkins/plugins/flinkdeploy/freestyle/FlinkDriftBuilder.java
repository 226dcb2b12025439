package io.jenkins.plugins.flinkdeploy.freestyle;

import hudson.Extension;
import io.jenkins.plugins.flinkdeploy.run.DriftParameters;
import io.jenkins.plugins.flinkdeploy.run.DriftTask;
import io.jenkins.plugins.flinkdeploy.steps.FlinkDriftStep;
import io.jenkins.plugins.flinkdeploy.steps.Messages;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The Pipeline step {@code flinkDrift} as a build step. */
public final class FlinkDriftBuilder extends FilesBuilder<DriftParameters> {
    @DataBoundConstructor
    public FlinkDriftBuilder() {
        super(new DriftParameters());
    }

    public boolean isUnstable() {
        return parameters().isUnstable();
    }

    @DataBoundSetter
    public void setUnstable(boolean unstable) {
        parameters().setUnstable(unstable);
    }

    @Override
    void perform(BuildFront front, UnaryOperator<String> expansion) throws IOException, InterruptedException {
        new DriftTask(parameters().map(expansion)).run(front);
    }

    /** Form of the build step. */
    @Extension
    @Symbol("flinkDrift")
    public static final class DescriptorImpl extends StepFormDescriptor {
        public DescriptorImpl() {
            super(FlinkDriftBuilder.class, FlinkDriftStep.class, Messages::FlinkDriftStep_displayName);
        }
    }
}
