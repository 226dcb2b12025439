package io.jenkins.plugins.flinkdeploy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.flinkdeploy.run.LiveParameters;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * A step that changes what is deployed already, or something beside it, and may take its time.
 *
 * @param <P> all that it can be given
 */
public abstract class LiveStep<P extends LiveParameters> extends ResourceStep<P> {
    LiveStep(P parameters) {
        super(parameters);
    }

    @CheckForNull
    public String getTimeout() {
        return parameters().getTimeout();
    }

    @DataBoundSetter
    public void setTimeout(String timeout) {
        parameters().setTimeout(timeout);
    }

    /** Form of such a step. */
    public abstract static class LiveStepDescriptor extends ResourceStepDescriptor {
        @POST
        public FormValidation doCheckTimeout(@AncestorInPath Item item, @QueryParameter String value) {
            return mayConfigure(item) ? FormChecks.duration("timeout", value) : FormValidation.ok();
        }
    }
}
