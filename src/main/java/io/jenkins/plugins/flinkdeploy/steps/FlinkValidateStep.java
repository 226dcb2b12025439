package io.jenkins.plugins.flinkdeploy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.flinkdeploy.run.FileParameters;
import io.jenkins.plugins.flinkdeploy.run.ValidateTask;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Checks a cluster file, or manifests. Needs no cluster. */
public final class FlinkValidateStep extends FileStep<FileParameters> {
    @DataBoundConstructor
    public FlinkValidateStep() {
        super(new FileParameters());
    }

    @CheckForNull
    public String getFiles() {
        return parameters().getFiles();
    }

    @DataBoundSetter
    public void setFiles(String files) {
        parameters().setFiles(files);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new TaskExecution<>(context, new ValidateTask(parameters()));
    }

    /** Form of the step. */
    @Extension
    public static final class DescriptorImpl extends FileStepDescriptor {
        @Override
        public String getFunctionName() {
            return "flinkValidate";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.FlinkValidateStep_displayName();
        }
    }
}
