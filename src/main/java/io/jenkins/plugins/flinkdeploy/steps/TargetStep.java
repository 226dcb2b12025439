package io.jenkins.plugins.flinkdeploy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import io.jenkins.plugins.flinkdeploy.config.JobForms;
import io.jenkins.plugins.flinkdeploy.run.TargetParameters;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * A step that reads a cluster file and goes to a target.
 *
 * @param <P> all that it can be given
 */
public abstract class TargetStep<P extends TargetParameters> extends FileStep<P> {
    TargetStep(P parameters) {
        super(parameters);
    }

    /** The parameters, with the target of the block around the step where none is given. */
    @SuppressFBWarnings(
            value = "BC_UNCONFIRMED_CAST_OF_RETURN_VALUE",
            justification = "The constructor takes no other parameters than these.")
    final P parameters(StepContext context) throws IOException, InterruptedException {
        BlockTarget around = context.get(BlockTarget.class);
        if (around != null && parameters().getTarget() == null) {
            parameters().setTarget(around.name());
        }
        return parameters();
    }

    @CheckForNull
    public String getTarget() {
        return parameters().getTarget();
    }

    @DataBoundSetter
    public void setTarget(String target) {
        parameters().setTarget(target);
    }

    /** Form of such a step. */
    public abstract static class TargetStepDescriptor extends FileStepDescriptor {
        @POST
        public ComboBoxModel doFillTargetItems(@AncestorInPath Item item) {
            return JobForms.targets(item);
        }

        @POST
        public FormValidation doCheckTarget(@AncestorInPath Item item, @QueryParameter String value) {
            return JobForms.checkTarget(item, value);
        }
    }
}
