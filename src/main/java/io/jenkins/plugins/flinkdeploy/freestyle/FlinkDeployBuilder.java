package io.jenkins.plugins.flinkdeploy.freestyle;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import io.jenkins.plugins.flinkdeploy.run.DeployTask;
import io.jenkins.plugins.flinkdeploy.steps.FlinkDeployStep;
import io.jenkins.plugins.flinkdeploy.steps.Messages;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The Pipeline step {@code flinkDeploy} as a build step. */
public final class FlinkDeployBuilder extends ApplyBuilder {
    @DataBoundConstructor
    public FlinkDeployBuilder() {}

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
    void perform(BuildFront front, UnaryOperator<String> expansion) throws IOException, InterruptedException {
        new BlockingWait(front).perform(new DeployTask(parameters().map(expansion)));
    }

    /** Form of the build step. */
    @Extension
    @Symbol("flinkDeploy")
    public static final class DescriptorImpl extends StepFormDescriptor {
        public DescriptorImpl() {
            super(FlinkDeployBuilder.class, FlinkDeployStep.class, Messages::FlinkDeployStep_displayName);
        }
    }
}
