package io.jenkins.plugins.flinkdeploy.status;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.util.regex.Pattern;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/** Leads to the page of each cluster of a namespace. */
public final class NamespacePage {
    /** What Kubernetes allows. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?");

    private final FlinkTarget target;
    private final String namespace;

    NamespacePage(FlinkTarget target, String namespace) {
        this.target = target;
        this.namespace = namespace;
    }

    /** The page of the cluster of this name, whether or not it is there; null, which is not found, for what is no name. */
    @CheckForNull
    public ClusterPage getDynamic(String name, StaplerRequest2 request, StaplerResponse2 response) {
        return NAME.matcher(name).matches()
                ? new ClusterPage(target, new ResourceId(ResourceId.FLINK_API, "FlinkDeployment", namespace, name))
                : null;
    }
}
