package io.jenkins.plugins.flinkdeploy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.flinkdeploy.credentials.CredentialItems;
import io.jenkins.plugins.flinkdeploy.credentials.RegistryLogin;
import io.jenkins.plugins.flinkdeploy.run.ImageParameters;
import io.jenkins.plugins.flinkdeploy.run.ImageTask;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Builds the image of a cluster on the agent and pushes what the registry does not have. */
public final class FlinkBuildImageStep extends CommitStep<ImageParameters> {
    @DataBoundConstructor
    public FlinkBuildImageStep() {
        super(new ImageParameters());
    }

    @CheckForNull
    public String getRegistryCredentialsId() {
        return parameters().getRegistryCredentialsId();
    }

    @DataBoundSetter
    public void setRegistryCredentialsId(String registryCredentialsId) {
        parameters().setRegistryCredentialsId(registryCredentialsId);
    }

    @Override
    public StepExecution start(StepContext context) throws IOException, InterruptedException {
        return new TaskExecution<>(context, new ImageTask(parameters(context)));
    }

    /** Form of the step. */
    @Extension
    public static final class DescriptorImpl extends TargetStepDescriptor {
        @Override
        public String getFunctionName() {
            return "flinkBuildImage";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.FlinkBuildImageStep_displayName();
        }

        @POST
        public ListBoxModel doFillRegistryCredentialsIdItems(
                @AncestorInPath Item item, @QueryParameter String registryCredentialsId) {
            return CredentialItems.of(item, RegistryLogin.kinds(), registryCredentialsId);
        }
    }
}
