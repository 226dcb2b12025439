package io.jenkins.plugins.flinkdeploy.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.flinkdeploy.run.PlanTask;
import io.jenkins.plugins.flinkdeploy.run.TargetParameters;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Shows what a deployment would change, field by field, without changing anything. */
public final class FlinkPlanStep extends TargetStep<TargetParameters> {
    @DataBoundConstructor
    public FlinkPlanStep() {
        super(new TargetParameters());
    }

    @Override
    public StepExecution start(StepContext context) {
        return new TaskExecution<>(context, new PlanTask(parameters()));
    }

    /** Form of the step. */
    @Extension
    public static final class DescriptorImpl extends TargetStepDescriptor {
        @Override
        public String getFunctionName() {
            return "flinkPlan";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.FlinkPlanStep_displayName();
        }
    }
}
