package io.jenkins.plugins.flinkdeploy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.flinkdeploy.engine.definition.RollbackPolicy;
import io.jenkins.plugins.flinkdeploy.run.DeployTask;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Deploys a Flink cluster that a cluster file, or a manifest, describes. All parameters may be left out. */
public final class FlinkDeployStep extends ApplyStep {
    @DataBoundConstructor
    public FlinkDeployStep() {}

    @CheckForNull
    public String getTimeout() {
        return parameters().getTimeout();
    }

    @DataBoundSetter
    public void setTimeout(String timeout) {
        parameters().setTimeout(timeout);
    }

    @CheckForNull
    public String getSoak() {
        return parameters().getSoak();
    }

    @DataBoundSetter
    public void setSoak(String soak) {
        parameters().setSoak(soak);
    }

    @CheckForNull
    public String getRollback() {
        return parameters().getRollback();
    }

    @DataBoundSetter
    public void setRollback(String rollback) {
        parameters().setRollback(rollback);
    }

    public boolean isAllOrNothing() {
        return parameters().isAllOrNothing();
    }

    @DataBoundSetter
    public void setAllOrNothing(boolean allOrNothing) {
        parameters().setAllOrNothing(allOrNothing);
    }

    public boolean isChangedOnly() {
        return parameters().isChangedOnly();
    }

    @DataBoundSetter
    public void setChangedOnly(boolean changedOnly) {
        parameters().setChangedOnly(changedOnly);
    }

    @CheckForNull
    public String getSharedFiles() {
        return parameters().getSharedFiles();
    }

    @DataBoundSetter
    public void setSharedFiles(String sharedFiles) {
        parameters().setSharedFiles(sharedFiles);
    }

    @Override
    public StepExecution start(StepContext context) throws IOException, InterruptedException {
        return new ResumableExecution<>(context, new DeployTask(parameters(context)));
    }

    /** Form of the step. */
    @Extension
    public static final class DescriptorImpl extends ApplyStepDescriptor {
        @Override
        public String getFunctionName() {
            return "flinkDeploy";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.FlinkDeployStep_displayName();
        }

        @POST
        public ListBoxModel doFillRollbackItems(@AncestorInPath Item item) {
            return mayConfigure(item) ? FormChecks.choices(RollbackPolicy.class) : new ListBoxModel();
        }

        @POST
        public FormValidation doCheckTimeout(@AncestorInPath Item item, @QueryParameter String value) {
            return mayConfigure(item) ? FormChecks.duration("timeout", value) : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckSoak(@AncestorInPath Item item, @QueryParameter String value) {
            return mayConfigure(item) ? FormChecks.duration("soak", value) : FormValidation.ok();
        }
    }
}
