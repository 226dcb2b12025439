package io.jenkins.plugins.flinkdeploy.freestyle;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.AbstractProject;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.flinkdeploy.run.DeployParameters;
import io.jenkins.plugins.flinkdeploy.steps.FlinkDeployStep;
import java.io.IOException;
import jenkins.tasks.SimpleBuildStep;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The Pipeline step {@code flinkDeploy} as a build step: the same parameters, in which variables of the build are expanded. */
public final class FlinkDeployBuilder extends Builder implements SimpleBuildStep {
    private final DeployParameters parameters = new DeployParameters();

    @DataBoundConstructor
    public FlinkDeployBuilder() {
        // Everything has a default.
    }

    public String getFile() {
        return parameters.getFile();
    }

    @DataBoundSetter
    public void setFile(String file) {
        parameters.setFile(file);
    }

    @CheckForNull
    public String getCluster() {
        return parameters.getCluster();
    }

    @DataBoundSetter
    public void setCluster(String cluster) {
        parameters.setCluster(cluster);
    }

    @CheckForNull
    public String getTarget() {
        return parameters.getTarget();
    }

    @DataBoundSetter
    public void setTarget(String target) {
        parameters.setTarget(target);
    }

    @CheckForNull
    public String getNamespace() {
        return parameters.getNamespace();
    }

    @DataBoundSetter
    public void setNamespace(String namespace) {
        parameters.setNamespace(namespace);
    }

    @CheckForNull
    public String getCommit() {
        return parameters.getCommit();
    }

    @DataBoundSetter
    public void setCommit(String commit) {
        parameters.setCommit(commit);
    }

    @CheckForNull
    public String getTimeout() {
        return parameters.getTimeout();
    }

    @DataBoundSetter
    public void setTimeout(String timeout) {
        parameters.setTimeout(timeout);
    }

    @CheckForNull
    public String getSoak() {
        return parameters.getSoak();
    }

    @DataBoundSetter
    public void setSoak(String soak) {
        parameters.setSoak(soak);
    }

    @CheckForNull
    public String getRollback() {
        return parameters.getRollback();
    }

    @DataBoundSetter
    public void setRollback(String rollback) {
        parameters.setRollback(rollback);
    }

    @CheckForNull
    public String getSavepoint() {
        return parameters.getSavepoint();
    }

    @DataBoundSetter
    public void setSavepoint(String savepoint) {
        parameters.setSavepoint(savepoint);
    }

    public boolean isDryRun() {
        return parameters.isDryRun();
    }

    @DataBoundSetter
    public void setDryRun(boolean dryRun) {
        parameters.setDryRun(dryRun);
    }

    public boolean isForce() {
        return parameters.isForce();
    }

    @DataBoundSetter
    public void setForce(boolean force) {
        parameters.setForce(force);
    }

    @Override
    public void perform(
            @NonNull Run<?, ?> run,
            @NonNull FilePath workspace,
            @NonNull EnvVars environment,
            @NonNull Launcher launcher,
            @NonNull TaskListener listener)
            throws InterruptedException, IOException {
        // A Pipeline expands its own variables.
        DeployParameters given = run instanceof AbstractBuild ? parameters.map(environment::expand) : parameters;
        new BlockingDeployment(new BuildFront(run, workspace, environment, listener)).perform(given);
    }

    /** Form of the build step: that of the Pipeline step. */
    @Extension
    @Symbol("flinkDeploy")
    public static final class DescriptorImpl extends BuildStepDescriptor<Builder> {
        public DescriptorImpl() {
            for (String field : DeployParameters.NAMES) {
                addHelpFileRedirect(field, FlinkDeployStep.class, field);
            }
        }

        @Override
        public boolean isApplicable(Class<? extends AbstractProject> type) {
            return true;
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.FlinkDeployBuilder_displayName();
        }
    }
}
