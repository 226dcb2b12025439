package io.jenkins.plugins.flinkdeploy.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.flinkdeploy.run.DeployTask;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** The first half of a deployment: up to the apply. */
public final class FlinkApplyStep extends ApplyStep {
    @DataBoundConstructor
    public FlinkApplyStep() {}

    @Override
    public StepExecution start(StepContext context) throws IOException, InterruptedException {
        return new ResumableExecution<>(
                context, new DeployTask(parameters(context).applyOnly()));
    }

    /** Form of the step. */
    @Extension
    public static final class DescriptorImpl extends ApplyStepDescriptor {
        @Override
        public String getFunctionName() {
            return "flinkApply";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.FlinkApplyStep_displayName();
        }
    }
}
