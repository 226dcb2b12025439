package io.jenkins.plugins.flinkdeploy.freestyle;

import hudson.Extension;
import io.jenkins.plugins.flinkdeploy.run.LiveParameters;
import io.jenkins.plugins.flinkdeploy.run.StatusTask;
import io.jenkins.plugins.flinkdeploy.steps.FlinkStatusStep;
import io.jenkins.plugins.flinkdeploy.steps.Messages;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** The Pipeline step {@code flinkStatus} as a build step. */
public final class FlinkStatusBuilder extends ResourceBuilder<LiveParameters> {
    @DataBoundConstructor
    public FlinkStatusBuilder() {
        super(new LiveParameters());
    }

    @Override
    void perform(BuildFront front, UnaryOperator<String> expansion) throws IOException, InterruptedException {
        new StatusTask(parameters().map(expansion)).run(front);
    }

    /** Form of the build step. */
    @Extension
    @Symbol("flinkStatus")
    public static final class DescriptorImpl extends StepFormDescriptor {
        public DescriptorImpl() {
            super(FlinkStatusBuilder.class, FlinkStatusStep.class, Messages::FlinkStatusStep_displayName);
        }
    }
}
