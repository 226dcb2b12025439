package io.jenkins.plugins.flinkdeploy.run;

import hudson.model.Run;
import java.util.Optional;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.mixin.ChangeRequestSCMHead;

/** Tells builds of code that nobody has merged yet. They may show what would happen, and change nothing. */
final class PullRequests {
    private PullRequests() {}

    /** The id of the pull or merge request that a run builds; empty for builds of branches and tags, and for plain jobs. */
    static Optional<String> of(Run<?, ?> run) {
        SCMHead head = SCMHead.HeadByItem.findHead(run.getParent());
        return head instanceof ChangeRequestSCMHead request ? Optional.of(request.getId()) : Optional.empty();
    }
}
