package io.jenkins.plugins.flinkdeploy.status;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Failure;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.run.TargetClient;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/** Leads to the pages of a target's clusters, for who was let see the target. */
public final class TargetPage {
    private final FlinkTarget target;

    TargetPage(FlinkTarget target) {
        this.target = target;
    }

    /** The clusters of a namespace; null, which is not found, of any but that of the target. */
    @CheckForNull
    public NamespacePage getDynamic(String namespace, StaplerRequest2 request, StaplerResponse2 response) {
        return namespace().equals(namespace) ? new NamespacePage(target, namespace) : null;
    }

    private String namespace() {
        if (target.getNamespace() != null) {
            return target.getNamespace();
        }
        try (TargetClient client = TargetClient.of(target)) {
            return client.namespace();
        } catch (UserException e) {
            throw new Failure(e.getMessage());
        }
    }
}
