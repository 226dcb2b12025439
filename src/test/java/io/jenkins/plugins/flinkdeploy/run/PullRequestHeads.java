package io.jenkins.plugins.flinkdeploy.run;

import hudson.model.Item;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.SCMHeadOrigin;
import jenkins.scm.api.mixin.ChangeRequestCheckoutStrategy;
import jenkins.scm.api.mixin.ChangeRequestSCMHead2;

/** Jobs whose name begins with {@code PR-} build pull requests, as those of multibranch projects do. A test extends it as its extension. */
public class PullRequestHeads extends SCMHead.HeadByItem {
    @Override
    public SCMHead getHead(Item item) {
        return item.getName().startsWith("PR-") ? new PullRequest(item.getName()) : null;
    }

    private static final class PullRequest extends SCMHead implements ChangeRequestSCMHead2 {
        private static final long serialVersionUID = 1L;

        private PullRequest(String name) {
            super(name);
        }

        @Override
        public String getId() {
            return getName().substring("PR-".length());
        }

        @Override
        public SCMHead getTarget() {
            return new SCMHead("main");
        }

        @Override
        public ChangeRequestCheckoutStrategy getCheckoutStrategy() {
            return ChangeRequestCheckoutStrategy.HEAD;
        }

        @Override
        public String getOriginName() {
            return getName();
        }

        @Override
        public SCMHeadOrigin getOrigin() {
            return SCMHeadOrigin.DEFAULT;
        }
    }
}
