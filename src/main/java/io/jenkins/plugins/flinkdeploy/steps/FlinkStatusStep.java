package io.jenkins.plugins.flinkdeploy.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.flinkdeploy.run.LiveParameters;
import io.jenkins.plugins.flinkdeploy.run.StatusTask;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Reads what a cluster does. */
public final class FlinkStatusStep extends ResourceStep<LiveParameters> {
    @DataBoundConstructor
    public FlinkStatusStep() {
        super(new LiveParameters());
    }

    @Override
    public StepExecution start(StepContext context) throws IOException, InterruptedException {
        return new TaskExecution<>(context, new StatusTask(parameters(context)));
    }

    /** Form of the step. */
    @Extension
    public static final class DescriptorImpl extends ResourceStepDescriptor {
        @Override
        public String getFunctionName() {
            return "flinkStatus";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.FlinkStatusStep_displayName();
        }
    }
}
