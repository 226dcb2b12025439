package io.jenkins.plugins.flinkdeploy.freestyle;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.flinkdeploy.run.FileParameters;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * A build step that reads a cluster file: a Pipeline step with the same parameters, in which variables of the build are expanded.
 *
 * @param <P> all that it can be given
 */
public abstract class FileBuilder<P extends FileParameters> extends StepBuilder {
    private final P parameters;

    FileBuilder(P parameters) {
        this.parameters = parameters;
    }

    final P parameters() {
        return parameters;
    }

    public String getFile() {
        return parameters.getFile();
    }

    @DataBoundSetter
    public void setFile(String file) {
        parameters.setFile(file);
    }

    @CheckForNull
    public String getEnvironment() {
        return parameters.getEnvironment();
    }

    @DataBoundSetter
    public void setEnvironment(String environment) {
        parameters.setEnvironment(environment);
    }

    @CheckForNull
    public String getCluster() {
        return parameters.getCluster();
    }

    @DataBoundSetter
    public void setCluster(String cluster) {
        parameters.setCluster(cluster);
    }
}
