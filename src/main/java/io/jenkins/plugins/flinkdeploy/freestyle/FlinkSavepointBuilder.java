package io.jenkins.plugins.flinkdeploy.freestyle;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import io.jenkins.plugins.flinkdeploy.run.SavepointParameters;
import io.jenkins.plugins.flinkdeploy.run.SavepointTask;
import io.jenkins.plugins.flinkdeploy.steps.FlinkSavepointStep;
import io.jenkins.plugins.flinkdeploy.steps.Messages;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The Pipeline step {@code flinkSavepoint} as a build step. */
public final class FlinkSavepointBuilder extends LiveBuilder<SavepointParameters> {
    @DataBoundConstructor
    public FlinkSavepointBuilder() {
        super(new SavepointParameters());
    }

    @CheckForNull
    public String getJobs() {
        return parameters().getJobs();
    }

    @DataBoundSetter
    public void setJobs(String jobs) {
        parameters().setJobs(jobs);
    }

    @Override
    void perform(BuildFront front, UnaryOperator<String> expansion) throws IOException, InterruptedException {
        new BlockingWait(front).perform(new SavepointTask(parameters().map(expansion)));
    }

    /** Form of the build step. */
    @Extension
    @Symbol("flinkSavepoint")
    public static final class DescriptorImpl extends StepFormDescriptor {
        public DescriptorImpl() {
            super(FlinkSavepointBuilder.class, FlinkSavepointStep.class, Messages::FlinkSavepointStep_displayName);
        }
    }
}
