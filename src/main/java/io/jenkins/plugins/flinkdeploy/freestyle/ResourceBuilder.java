package io.jenkins.plugins.flinkdeploy.freestyle;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.flinkdeploy.run.LiveParameters;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * A build step that works on what is deployed already.
 *
 * @param <P> all that it can be given
 */
public abstract class ResourceBuilder<P extends LiveParameters> extends TargetBuilder<P> {
    ResourceBuilder(P parameters) {
        super(parameters);
    }

    @CheckForNull
    public String getNamespace() {
        return parameters().getNamespace();
    }

    @DataBoundSetter
    public void setNamespace(String namespace) {
        parameters().setNamespace(namespace);
    }

    @CheckForNull
    public String getName() {
        return parameters().getName();
    }

    @DataBoundSetter
    public void setName(String name) {
        parameters().setName(name);
    }

    @CheckForNull
    public String getSessionJob() {
        return parameters().getSessionJob();
    }

    @DataBoundSetter
    public void setSessionJob(String sessionJob) {
        parameters().setSessionJob(sessionJob);
    }
}
