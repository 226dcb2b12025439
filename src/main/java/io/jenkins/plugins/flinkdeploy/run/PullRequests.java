package io.jenkins.plugins.flinkdeploy.run;

import hudson.model.Run;
import java.io.IOException;
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

    /** As {@link #of}, and says in the build log that nothing will be changed. */
    static Optional<String> tell(RunFront front) throws IOException, InterruptedException {
        Optional<String> pullRequest = of(front.run());
        if (pullRequest.isPresent()) {
            BuildLogLines.to(front.listener()).plain(Messages.DeployPlanner_pullRequest(pullRequest.get()));
        }
        return pullRequest;
    }
}
