package io.jenkins.plugins.flinkdeploy.freestyle;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.flinkdeploy.run.DeployParameters;
import org.kohsuke.stapler.DataBoundSetter;

/** A build step that applies a cluster. */
public abstract class ApplyBuilder extends PlaceBuilder<DeployParameters> {
    ApplyBuilder() {
        super(new DeployParameters());
    }

    @CheckForNull
    public String getSavepoint() {
        return parameters().getSavepoint();
    }

    @DataBoundSetter
    public void setSavepoint(String savepoint) {
        parameters().setSavepoint(savepoint);
    }

    @CheckForNull
    public String getRestoreFrom() {
        return parameters().getRestoreFrom();
    }

    @DataBoundSetter
    public void setRestoreFrom(String restoreFrom) {
        parameters().setRestoreFrom(restoreFrom);
    }

    public boolean isDryRun() {
        return parameters().isDryRun();
    }

    @DataBoundSetter
    public void setDryRun(boolean dryRun) {
        parameters().setDryRun(dryRun);
    }

    public boolean isForce() {
        return parameters().isForce();
    }

    @DataBoundSetter
    public void setForce(boolean force) {
        parameters().setForce(force);
    }
}
