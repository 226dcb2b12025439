package io.jenkins.plugins.flinkdeploy.freestyle;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import io.jenkins.plugins.flinkdeploy.run.WaitParameters;
import io.jenkins.plugins.flinkdeploy.run.WaitTask;
import io.jenkins.plugins.flinkdeploy.steps.FlinkWaitStep;
import io.jenkins.plugins.flinkdeploy.steps.Messages;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The Pipeline step {@code flinkWait} as a build step. */
public final class FlinkWaitBuilder extends StepBuilder {
    private final WaitParameters parameters = new WaitParameters();

    @DataBoundConstructor
    public FlinkWaitBuilder() {}

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
    void perform(BuildFront front, UnaryOperator<String> expansion) throws IOException, InterruptedException {
        new BlockingWait(front).perform(new WaitTask(parameters.map(expansion)));
    }

    /** Form of the build step. */
    @Extension
    @Symbol("flinkWait")
    public static final class DescriptorImpl extends StepFormDescriptor {
        public DescriptorImpl() {
            super(FlinkWaitBuilder.class, FlinkWaitStep.class, Messages::FlinkWaitStep_displayName);
        }
    }
}
