package io.jenkins.plugins.flinkdeploy.freestyle;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import io.jenkins.plugins.flinkdeploy.run.ControlParameters;
import io.jenkins.plugins.flinkdeploy.run.ControlTask;
import io.jenkins.plugins.flinkdeploy.steps.FlinkStartStep;
import io.jenkins.plugins.flinkdeploy.steps.Messages;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The Pipeline step {@code flinkStart} as a build step. */
public final class FlinkStartBuilder extends BringUpBuilder {
    @DataBoundConstructor
    public FlinkStartBuilder() {}

    @CheckForNull
    public String getRestoreFrom() {
        return parameters().getRestoreFrom();
    }

    @DataBoundSetter
    public void setRestoreFrom(String restoreFrom) {
        parameters().setRestoreFrom(restoreFrom);
    }

    public boolean isForce() {
        return parameters().isForce();
    }

    @DataBoundSetter
    public void setForce(boolean force) {
        parameters().setForce(force);
    }

    @Override
    ControlTask task(ControlParameters expanded) {
        return ControlTask.start(expanded);
    }

    /** Form of the build step. */
    @Extension
    @Symbol("flinkStart")
    public static final class DescriptorImpl extends StepFormDescriptor {
        public DescriptorImpl() {
            super(FlinkStartBuilder.class, FlinkStartStep.class, Messages::FlinkStartStep_displayName);
        }
    }
}
