package io.jenkins.plugins.flinkdeploy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.flinkdeploy.engine.definition.RollbackPolicy;
import io.jenkins.plugins.flinkdeploy.run.WaitParameters;
import io.jenkins.plugins.flinkdeploy.run.WaitTask;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The second half of a deployment: waits until what was applied is healthy. */
public final class FlinkWaitStep extends Step {
    private final WaitParameters parameters = new WaitParameters();

    @DataBoundConstructor
    public FlinkWaitStep() {}

    private WaitParameters parameters() {
        return parameters;
    }

    @CheckForNull
    public String getDeployment() {
        return parameters().getDeployment();
    }

    @DataBoundSetter
    public void setDeployment(String deployment) {
        parameters().setDeployment(deployment);
    }

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

    @Override
    public StepExecution start(StepContext context) {
        return new ResumableExecution<>(context, new WaitTask(parameters));
    }

    /** Form of the step. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "flinkWait";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.FlinkWaitStep_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class, FlowNode.class);
        }

        @POST
        public ListBoxModel doFillRollbackItems(@AncestorInPath Item item) {
            return FileStep.FileStepDescriptor.mayConfigure(item)
                    ? FormChecks.choices(RollbackPolicy.class)
                    : new ListBoxModel();
        }

        @POST
        public FormValidation doCheckTimeout(@AncestorInPath Item item, @QueryParameter String value) {
            return FileStep.FileStepDescriptor.mayConfigure(item)
                    ? FormChecks.duration("timeout", value)
                    : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckSoak(@AncestorInPath Item item, @QueryParameter String value) {
            return FileStep.FileStepDescriptor.mayConfigure(item)
                    ? FormChecks.duration("soak", value)
                    : FormValidation.ok();
        }
    }
}
