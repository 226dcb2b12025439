package io.jenkins.plugins.flinkdeploy.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.flinkdeploy.run.HealthParameters;
import io.jenkins.plugins.flinkdeploy.run.HealthTask;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Looks how well a cluster is. */
public final class FlinkHealthStep extends ResourceStep<HealthParameters> {
    @DataBoundConstructor
    public FlinkHealthStep() {
        super(new HealthParameters());
    }

    public boolean isUnstable() {
        return parameters().isUnstable();
    }

    @DataBoundSetter
    public void setUnstable(boolean unstable) {
        parameters().setUnstable(unstable);
    }

    @Override
    public StepExecution start(StepContext context) throws IOException, InterruptedException {
        return new TaskExecution<>(context, new HealthTask(parameters(context)));
    }

    /** Form of the step. */
    @Extension
    public static final class DescriptorImpl extends ResourceStepDescriptor {
        @Override
        public String getFunctionName() {
            return "flinkHealth";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.FlinkHealthStep_displayName();
        }
    }
}
