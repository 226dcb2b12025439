package io.jenkins.plugins.flinkdeploy.freestyle;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.flinkdeploy.run.TargetParameters;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * A build step that reads a cluster file and goes to a target.
 *
 * @param <P> all that it can be given
 */
public abstract class TargetBuilder<P extends TargetParameters> extends FileBuilder<P> {
    TargetBuilder(P parameters) {
        super(parameters);
    }

    @CheckForNull
    public String getTarget() {
        return parameters().getTarget();
    }

    @DataBoundSetter
    public void setTarget(String target) {
        parameters().setTarget(target);
    }
}
