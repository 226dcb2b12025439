package io.jenkins.plugins.flinkdeploy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.flinkdeploy.run.PlaceParameters;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * A step that goes to a target with what goes before the cluster file.
 *
 * @param <P> all that it can be given
 */
public abstract class PlaceStep<P extends PlaceParameters> extends CommitStep<P> {
    PlaceStep(P parameters) {
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

    @CheckForNull
    public String getNamespace() {
        return parameters().getNamespace();
    }

    @DataBoundSetter
    public void setNamespace(String namespace) {
        parameters().setNamespace(namespace);
    }

    @CheckForNull
    public String getImage() {
        return parameters().getImage();
    }

    @DataBoundSetter
    public void setImage(String image) {
        parameters().setImage(image);
    }
}
