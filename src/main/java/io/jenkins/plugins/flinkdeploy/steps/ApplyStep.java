package io.jenkins.plugins.flinkdeploy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.flinkdeploy.engine.definition.SavepointPolicy;
import io.jenkins.plugins.flinkdeploy.run.DeployParameters;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/** A step that applies a cluster. */
public abstract class ApplyStep extends PlaceStep<DeployParameters> {
    ApplyStep() {
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

    /** Form of such a step. */
    public abstract static class ApplyStepDescriptor extends TargetStepDescriptor {
        @POST
        public ListBoxModel doFillSavepointItems(@AncestorInPath Item item) {
            return mayConfigure(item) ? FormChecks.choices(SavepointPolicy.class) : new ListBoxModel();
        }
    }
}
