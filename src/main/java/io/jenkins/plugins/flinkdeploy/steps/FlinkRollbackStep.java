package io.jenkins.plugins.flinkdeploy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.flinkdeploy.run.RollbackParameters;
import io.jenkins.plugins.flinkdeploy.run.RollbackTask;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Goes back to an earlier revision, and waits until it is healthy. */
public final class FlinkRollbackStep extends LiveStep<RollbackParameters> {
    @DataBoundConstructor
    public FlinkRollbackStep() {
        super(new RollbackParameters());
    }

    @CheckForNull
    public String getTo() {
        return parameters().getTo();
    }

    @DataBoundSetter
    public void setTo(String to) {
        parameters().setTo(to);
    }

    @CheckForNull
    public String getRestoreFrom() {
        return parameters().getRestoreFrom();
    }

    @DataBoundSetter
    public void setRestoreFrom(String restoreFrom) {
        parameters().setRestoreFrom(restoreFrom);
    }

    @CheckForNull
    public String getSoak() {
        return parameters().getSoak();
    }

    @DataBoundSetter
    public void setSoak(String soak) {
        parameters().setSoak(soak);
    }

    public boolean isDryRun() {
        return parameters().isDryRun();
    }

    @DataBoundSetter
    public void setDryRun(boolean dryRun) {
        parameters().setDryRun(dryRun);
    }

    @Override
    public StepExecution start(StepContext context) throws IOException, InterruptedException {
        return new ResumableExecution<>(context, new RollbackTask(parameters(context)));
    }

    /** Form of the step. */
    @Extension
    public static final class DescriptorImpl extends LiveStepDescriptor {
        @Override
        public String getFunctionName() {
            return "flinkRollback";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.FlinkRollbackStep_displayName();
        }

        @POST
        public FormValidation doCheckTo(@AncestorInPath Item item, @QueryParameter String value) {
            return mayConfigure(item) ? FormChecks.revision("to", value) : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckSoak(@AncestorInPath Item item, @QueryParameter String value) {
            return mayConfigure(item) ? FormChecks.duration("soak", value) : FormValidation.ok();
        }
    }
}
