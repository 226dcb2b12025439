package io.jenkins.plugins.flinkdeploy.freestyle;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.flinkdeploy.run.TargetParameters;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * A build step that reads one or several cluster files and goes to a target.
 *
 * @param <P> all that it can be given
 */
public abstract class FilesBuilder<P extends TargetParameters> extends TargetBuilder<P> {
    FilesBuilder(P parameters) {
        super(parameters);
    }

    @CheckForNull
    public String getFiles() {
        return parameters().getFiles();
    }

    @DataBoundSetter
    public void setFiles(String files) {
        parameters().setFiles(files);
    }
}
