package io.jenkins.plugins.flinkdeploy.freestyle;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import io.jenkins.plugins.flinkdeploy.run.LogsParameters;
import io.jenkins.plugins.flinkdeploy.run.LogsTask;
import io.jenkins.plugins.flinkdeploy.steps.FlinkLogsStep;
import io.jenkins.plugins.flinkdeploy.steps.Messages;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The Pipeline step {@code flinkLogs} as a build step. */
public final class FlinkLogsBuilder extends ResourceBuilder<LogsParameters> {
    @DataBoundConstructor
    public FlinkLogsBuilder() {
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
    void perform(BuildFront front, UnaryOperator<String> expansion) throws IOException, InterruptedException {
        new LogsTask(parameters().map(expansion)).run(front);
    }

    /** Form of the build step. */
    @Extension
    @Symbol("flinkLogs")
    public static final class DescriptorImpl extends StepFormDescriptor {
        public DescriptorImpl() {
            super(FlinkLogsBuilder.class, FlinkLogsStep.class, Messages::FlinkLogsStep_displayName);
        }
    }
}
