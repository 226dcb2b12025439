package io.jenkins.plugins.flinkdeploy.run;

import hudson.Util;
import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.ImageDefinition;
import java.util.function.UnaryOperator;

/** As {@link CommitParameters}, and what goes before the file: the namespace and the image. */
public class PlaceParameters extends CommitParameters {
    private static final long serialVersionUID = 1L;

    private String namespace;
    private String image;

    /** Namespace; null for that of the file, or of the target. */
    public final String getNamespace() {
        return namespace;
    }

    public final void setNamespace(String namespace) {
        this.namespace = Util.fixEmptyAndTrim(namespace);
    }

    /** An image that exists already; null for that of the file. */
    public final String getImage() {
        return image;
    }

    public final void setImage(String image) {
        this.image = Util.fixEmptyAndTrim(image);
    }

    /** The cluster with what was given in place of what the file says. */
    final ClusterDefinition override(ClusterDefinition cluster) {
        ClusterDefinition placed = namespace == null ? cluster : cluster.withNamespace(namespace);
        return image == null ? placed : placed.withImage(ImageDefinition.existing(image));
    }

    @Override
    public PlaceParameters map(UnaryOperator<String> expansion) {
        PlaceParameters copy = new PlaceParameters();
        fill(copy, nullSafe(expansion));
        return copy;
    }

    final void fill(PlaceParameters copy, UnaryOperator<String> expand) {
        super.fill(copy, expand);
        copy.setNamespace(expand.apply(namespace));
        copy.setImage(expand.apply(image));
    }
}
