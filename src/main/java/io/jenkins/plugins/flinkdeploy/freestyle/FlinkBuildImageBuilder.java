package io.jenkins.plugins.flinkdeploy.freestyle;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import io.jenkins.plugins.flinkdeploy.run.ImageParameters;
import io.jenkins.plugins.flinkdeploy.run.ImageTask;
import io.jenkins.plugins.flinkdeploy.steps.FlinkBuildImageStep;
import io.jenkins.plugins.flinkdeploy.steps.Messages;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The Pipeline step {@code flinkBuildImage} as a build step. */
public final class FlinkBuildImageBuilder extends CommitBuilder<ImageParameters> {
    @DataBoundConstructor
    public FlinkBuildImageBuilder() {
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
    void perform(BuildFront front, UnaryOperator<String> expansion) throws IOException, InterruptedException {
        new ImageTask(parameters().map(expansion)).run(front);
    }

    /** Form of the build step. */
    @Extension
    @Symbol("flinkBuildImage")
    public static final class DescriptorImpl extends StepFormDescriptor {
        public DescriptorImpl() {
            super(FlinkBuildImageBuilder.class, FlinkBuildImageStep.class, Messages::FlinkBuildImageStep_displayName);
        }
    }
}
