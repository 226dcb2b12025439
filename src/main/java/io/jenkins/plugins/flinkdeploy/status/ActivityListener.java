package io.jenkins.plugins.flinkdeploy.status;

import hudson.ExtensionPoint;

/** Hears of what people have done on the pages of clusters. */
public interface ActivityListener extends ExtensionPoint {
    /** It begins. */
    default void begun(ClusterActivity activity) {}

    /** It came to an end, well or not. */
    default void ended(ClusterActivity activity) {}
}
