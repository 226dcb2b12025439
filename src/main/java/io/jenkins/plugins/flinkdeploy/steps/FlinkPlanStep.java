package io.jenkins.plugins.flinkdeploy.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.flinkdeploy.run.PlaceParameters;
import io.jenkins.plugins.flinkdeploy.run.PlanTask;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Shows what a deployment would change, field by field, without changing anything. */
public final class FlinkPlanStep extends PlaceStep<PlaceParameters> {
    @DataBoundConstructor
    public FlinkPlanStep() {
        super(new PlaceParameters());
    }

    @Override
    public StepExecution start(StepContext context) throws IOException, InterruptedException {
        return new TaskExecution<>(context, new PlanTask(parameters(context)));
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
