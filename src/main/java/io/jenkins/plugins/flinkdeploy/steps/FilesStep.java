package io.jenkins.plugins.flinkdeploy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.flinkdeploy.run.TargetParameters;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * A step that reads one or several cluster files and goes to a target.
 *
 * @param <P> all that it can be given
 */
public abstract class FilesStep<P extends TargetParameters> extends TargetStep<P> {
    FilesStep(P parameters) {
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
