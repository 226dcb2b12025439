package io.jenkins.plugins.flinkdeploy.freestyle;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.flinkdeploy.run.LiveParameters;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * A build step that changes what is deployed already, or something beside it, and may take its time.
 *
 * @param <P> all that it can be given
 */
public abstract class LiveBuilder<P extends LiveParameters> extends ResourceBuilder<P> {
    LiveBuilder(P parameters) {
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
}
