package io.jenkins.plugins.flinkdeploy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.util.FormValidation;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A step after which the job is to run. */
public abstract class BringUpStep extends ControlStep {
    @CheckForNull
    public String getSoak() {
        return parameters().getSoak();
    }

    @DataBoundSetter
    public void setSoak(String soak) {
        parameters().setSoak(soak);
    }

    /** Form of such a step. */
    public abstract static class BringUpStepDescriptor extends LiveStepDescriptor {
        @POST
        public FormValidation doCheckSoak(@AncestorInPath Item item, @QueryParameter String value) {
            return mayConfigure(item) ? FormChecks.duration("soak", value) : FormValidation.ok();
        }
    }
}
