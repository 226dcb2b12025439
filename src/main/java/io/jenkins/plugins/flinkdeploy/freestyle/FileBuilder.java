package io.jenkins.plugins.flinkdeploy.freestyle;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.Builder;
import io.jenkins.plugins.flinkdeploy.run.FileParameters;
import java.io.IOException;
import java.util.function.UnaryOperator;
import jenkins.tasks.SimpleBuildStep;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * A build step that reads a cluster file: a Pipeline step with the same parameters, in which variables of the build are expanded.
 *
 * @param <P> all that it can be given
 */
public abstract class FileBuilder<P extends FileParameters> extends Builder implements SimpleBuildStep {
    private final P parameters;

    FileBuilder(P parameters) {
        this.parameters = parameters;
    }

    final P parameters() {
        return parameters;
    }

    public String getFile() {
        return parameters.getFile();
    }

    @DataBoundSetter
    public void setFile(String file) {
        parameters.setFile(file);
    }

    @CheckForNull
    public String getEnvironment() {
        return parameters.getEnvironment();
    }

    @DataBoundSetter
    public void setEnvironment(String environment) {
        parameters.setEnvironment(environment);
    }

    @CheckForNull
    public String getCluster() {
        return parameters.getCluster();
    }

    @DataBoundSetter
    public void setCluster(String cluster) {
        parameters.setCluster(cluster);
    }

    @Override
    public final void perform(
            @NonNull Run<?, ?> run,
            @NonNull FilePath workspace,
            @NonNull EnvVars environment,
            @NonNull Launcher launcher,
            @NonNull TaskListener listener)
            throws InterruptedException, IOException {
        // A Pipeline expands its own variables.
        UnaryOperator<String> expansion = run instanceof AbstractBuild ? environment::expand : UnaryOperator.identity();
        perform(new BuildFront(run, workspace, environment, listener), expansion);
    }

    /** Does the work, with every parameter expanded. */
    abstract void perform(BuildFront front, UnaryOperator<String> expansion) throws IOException, InterruptedException;
}
