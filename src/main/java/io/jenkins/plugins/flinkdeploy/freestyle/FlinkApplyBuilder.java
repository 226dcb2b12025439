package io.jenkins.plugins.flinkdeploy.freestyle;

import hudson.Extension;
import io.jenkins.plugins.flinkdeploy.run.DeployTask;
import io.jenkins.plugins.flinkdeploy.steps.FlinkApplyStep;
import io.jenkins.plugins.flinkdeploy.steps.Messages;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** The Pipeline step {@code flinkApply} as a build step. */
public final class FlinkApplyBuilder extends ApplyBuilder {
    @DataBoundConstructor
    public FlinkApplyBuilder() {}

    @Override
    void perform(BuildFront front, UnaryOperator<String> expansion) throws IOException, InterruptedException {
        new BlockingWait(front)
                .perform(new DeployTask(parameters().map(expansion).applyOnly()));
    }

    /** Form of the build step. */
    @Extension
    @Symbol("flinkApply")
    public static final class DescriptorImpl extends StepFormDescriptor {
        public DescriptorImpl() {
            super(FlinkApplyBuilder.class, FlinkApplyStep.class, Messages::FlinkApplyStep_displayName);
        }
    }
}
