package io.jenkins.plugins.flinkdeploy.freestyle;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.Builder;
import java.io.IOException;
import java.util.function.UnaryOperator;
import jenkins.tasks.SimpleBuildStep;

/** A Pipeline step as a build step with the same parameters, in which variables of the build are expanded. */
public abstract class StepBuilder extends Builder implements SimpleBuildStep {
    StepBuilder() {}

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
