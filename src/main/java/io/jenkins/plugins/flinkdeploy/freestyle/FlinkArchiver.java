package io.jenkins.plugins.flinkdeploy.freestyle;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.Extension;
import hudson.model.AbstractProject;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Publisher;
import hudson.tasks.Recorder;
import io.jenkins.plugins.flinkdeploy.run.EvidenceArchive;
import java.io.IOException;
import jenkins.tasks.SimpleBuildStep;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Archives status, events and logs of clusters whose deployment failed: a post-build action, and {@code flinkArchive} in a Pipeline. */
public final class FlinkArchiver extends Recorder implements SimpleBuildStep {
    /** Lines from the end of each pod's log, where nothing else is said. */
    private static final int LOG_LINES = 2000;

    private static final int MOST_LOG_LINES = 20_000;

    private int logLines = LOG_LINES;
    private boolean always;

    @DataBoundConstructor
    public FlinkArchiver() {}

    /** Lines from the end of each pod's log. */
    public int getLogLines() {
        return logLines;
    }

    @DataBoundSetter
    public void setLogLines(int logLines) {
        this.logLines = Math.min(MOST_LOG_LINES, Math.max(0, logLines));
    }

    public boolean isAlways() {
        return always;
    }

    @DataBoundSetter
    public void setAlways(boolean always) {
        this.always = always;
    }

    @Override
    public boolean requiresWorkspace() {
        return false;
    }

    @Override
    public void perform(@NonNull Run<?, ?> run, @NonNull EnvVars environment, @NonNull TaskListener listener)
            throws InterruptedException, IOException {
        new EvidenceArchive(logLines, always).archive(run, listener);
    }

    /** Form of the post-build action. */
    @Extension
    @Symbol("flinkArchive")
    public static final class DescriptorImpl extends BuildStepDescriptor<Publisher> {
        @Override
        public boolean isApplicable(Class<? extends AbstractProject> type) {
            return true;
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.FlinkArchiver_displayName();
        }
    }
}
