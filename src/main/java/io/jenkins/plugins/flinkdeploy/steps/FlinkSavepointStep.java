package io.jenkins.plugins.flinkdeploy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.flinkdeploy.run.SavepointParameters;
import io.jenkins.plugins.flinkdeploy.run.SavepointTask;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Takes savepoints of what runs, and waits for them. */
public final class FlinkSavepointStep extends LiveStep<SavepointParameters> {
    @DataBoundConstructor
    public FlinkSavepointStep() {
        super(new SavepointParameters());
    }

    @CheckForNull
    public String getJobs() {
        return parameters().getJobs();
    }

    @DataBoundSetter
    public void setJobs(String jobs) {
        parameters().setJobs(jobs);
    }

    @Override
    public StepExecution start(StepContext context) throws IOException, InterruptedException {
        return new ResumableExecution<>(context, new SavepointTask(parameters(context)));
    }

    /** Form of the step. */
    @Extension
    public static final class DescriptorImpl extends LiveStepDescriptor {
        @Override
        public String getFunctionName() {
            return "flinkSavepoint";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.FlinkSavepointStep_displayName();
        }
    }
}
