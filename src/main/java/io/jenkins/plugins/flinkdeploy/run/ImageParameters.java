package io.jenkins.plugins.flinkdeploy.run;

import hudson.Util;
import java.util.function.UnaryOperator;

/** As {@link CommitParameters}, and how the registry is told who pushes. */
public final class ImageParameters extends CommitParameters {
    private static final long serialVersionUID = 1L;

    private String registryCredentialsId;

    /** Id of credentials for the registry; null for those of the target. */
    public String getRegistryCredentialsId() {
        return registryCredentialsId;
    }

    public void setRegistryCredentialsId(String registryCredentialsId) {
        this.registryCredentialsId = Util.fixEmptyAndTrim(registryCredentialsId);
    }

    @Override
    public ImageParameters map(UnaryOperator<String> expansion) {
        UnaryOperator<String> expand = nullSafe(expansion);
        ImageParameters copy = new ImageParameters();
        fill(copy, expand);
        copy.setRegistryCredentialsId(expand.apply(registryCredentialsId));
        return copy;
    }
}
