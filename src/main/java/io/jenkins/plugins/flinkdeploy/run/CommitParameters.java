package io.jenkins.plugins.flinkdeploy.run;

import hudson.Util;
import java.util.function.UnaryOperator;

/** As {@link TargetParameters}, and which commit it is about. */
public class CommitParameters extends TargetParameters {
    private static final long serialVersionUID = 1L;

    private String commit;

    /** The commit that is deployed; null to find out. */
    public final String getCommit() {
        return commit;
    }

    public final void setCommit(String commit) {
        this.commit = Util.fixEmptyAndTrim(commit);
    }

    @Override
    public CommitParameters map(UnaryOperator<String> expansion) {
        CommitParameters copy = new CommitParameters();
        fill(copy, nullSafe(expansion));
        return copy;
    }

    final void fill(CommitParameters copy, UnaryOperator<String> expand) {
        super.fill(copy, expand);
        copy.setCommit(expand.apply(commit));
    }
}
