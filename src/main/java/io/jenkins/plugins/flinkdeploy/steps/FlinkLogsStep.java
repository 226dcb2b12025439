package io.jenkins.plugins.flinkdeploy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.flinkdeploy.run.LogsParameters;
import io.jenkins.plugins.flinkdeploy.run.LogsTask;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Archives the logs of a cluster. */
public final class FlinkLogsStep extends ResourceStep<LogsParameters> {
    @DataBoundConstructor
    public FlinkLogsStep() {
        super(new LogsParameters());
    }

    @CheckForNull
    public String getComponent() {
        return parameters().getComponent();
    }

    @DataBoundSetter
    public void setComponent(String component) {
        parameters().setComponent(component);
    }

    @CheckForNull
    public String getSince() {
        return parameters().getSince();
    }

    @DataBoundSetter
    public void setSince(String since) {
        parameters().setSince(since);
    }

    @CheckForNull
    public String getTail() {
        return parameters().getTail();
    }

    @DataBoundSetter
    public void setTail(String tail) {
        parameters().setTail(tail);
    }

    @CheckForNull
    public String getGrep() {
        return parameters().getGrep();
    }

    @DataBoundSetter
    public void setGrep(String grep) {
        parameters().setGrep(grep);
    }

    public boolean isPrevious() {
        return parameters().isPrevious();
    }

    @DataBoundSetter
    public void setPrevious(boolean previous) {
        parameters().setPrevious(previous);
    }

    @Override
    public StepExecution start(StepContext context) throws IOException, InterruptedException {
        return new TaskExecution<>(context, new LogsTask(parameters(context)));
    }

    /** Form of the step. */
    @Extension
    public static final class DescriptorImpl extends ResourceStepDescriptor {
        @Override
        public String getFunctionName() {
            return "flinkLogs";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.FlinkLogsStep_displayName();
        }

        @POST
        public ListBoxModel doFillComponentItems(@AncestorInPath Item item) {
            ListBoxModel items = new ListBoxModel();
            if (mayConfigure(item)) {
                items.add(Messages.FlinkLogsStep_all(), "");
                LogsParameters.COMPONENTS.forEach(items::add);
            }
            return items;
        }

        @POST
        public FormValidation doCheckSince(@AncestorInPath Item item, @QueryParameter String value) {
            return mayConfigure(item) ? FormChecks.duration("since", value) : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckTail(@AncestorInPath Item item, @QueryParameter String value) {
            return mayConfigure(item) ? FormChecks.count("tail", value) : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckGrep(@AncestorInPath Item item, @QueryParameter String value) {
            return mayConfigure(item) ? FormChecks.pattern("grep", value) : FormValidation.ok();
        }
    }
}
