package io.jenkins.plugins.flinkdeploy.freestyle;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import io.jenkins.plugins.flinkdeploy.run.RollbackParameters;
import io.jenkins.plugins.flinkdeploy.run.RollbackTask;
import io.jenkins.plugins.flinkdeploy.steps.FlinkRollbackStep;
import io.jenkins.plugins.flinkdeploy.steps.Messages;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The Pipeline step {@code flinkRollback} as a build step. */
public final class FlinkRollbackBuilder extends LiveBuilder<RollbackParameters> {
    @DataBoundConstructor
    public FlinkRollbackBuilder() {
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
    void perform(BuildFront front, UnaryOperator<String> expansion) throws IOException, InterruptedException {
        new BlockingWait(front).perform(new RollbackTask(parameters().map(expansion)));
    }

    /** Form of the build step. */
    @Extension
    @Symbol("flinkRollback")
    public static final class DescriptorImpl extends StepFormDescriptor {
        public DescriptorImpl() {
            super(FlinkRollbackBuilder.class, FlinkRollbackStep.class, Messages::FlinkRollbackStep_displayName);
        }
    }
}
