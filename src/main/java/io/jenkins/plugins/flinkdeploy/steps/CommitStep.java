package io.jenkins.plugins.flinkdeploy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.flinkdeploy.run.CommitParameters;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * A step that takes a commit to a target.
 *
 * @param <P> all that it can be given
 */
public abstract class CommitStep<P extends CommitParameters> extends TargetStep<P> {
    CommitStep(P parameters) {
        super(parameters);
    }

    @CheckForNull
    public String getCommit() {
        return parameters().getCommit();
    }

    @DataBoundSetter
    public void setCommit(String commit) {
        parameters().setCommit(commit);
    }
}
