package io.jenkins.plugins.flinkdeploy.freestyle;

import hudson.Extension;
import io.jenkins.plugins.flinkdeploy.run.PlaceParameters;
import io.jenkins.plugins.flinkdeploy.run.PlanTask;
import io.jenkins.plugins.flinkdeploy.steps.FlinkPlanStep;
import io.jenkins.plugins.flinkdeploy.steps.Messages;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** The Pipeline step {@code flinkPlan} as a build step. */
public final class FlinkPlanBuilder extends PlaceBuilder<PlaceParameters> {
    @DataBoundConstructor
    public FlinkPlanBuilder() {
        super(new PlaceParameters());
    }

    @Override
    void perform(BuildFront front, UnaryOperator<String> expansion) throws IOException, InterruptedException {
        new PlanTask(parameters().map(expansion)).run(front);
    }

    /** Form of the build step. */
    @Extension
    @Symbol("flinkPlan")
    public static final class DescriptorImpl extends StepFormDescriptor {
        public DescriptorImpl() {
            super(FlinkPlanBuilder.class, FlinkPlanStep.class, Messages::FlinkPlanStep_displayName);
        }
    }
}
