package io.jenkins.plugins.flinkdeploy.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.flinkdeploy.run.DriftParameters;
import io.jenkins.plugins.flinkdeploy.run.DriftTask;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Tells where clusters are not as they were deployed. */
public final class FlinkDriftStep extends FilesStep<DriftParameters> {
    @DataBoundConstructor
    public FlinkDriftStep() {
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
    public StepExecution start(StepContext context) throws IOException, InterruptedException {
        return new TaskExecution<>(context, new DriftTask(parameters(context)));
    }

    /** Form of the step. */
    @Extension
    public static final class DescriptorImpl extends TargetStepDescriptor {
        @Override
        public String getFunctionName() {
            return "flinkDrift";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.FlinkDriftStep_displayName();
        }
    }
}
