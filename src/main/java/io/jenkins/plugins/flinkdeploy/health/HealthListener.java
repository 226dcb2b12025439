package io.jenkins.plugins.flinkdeploy.health;

import hudson.ExtensionPoint;

/**
 * Is told when the health of a cluster becomes another one, for notifications.
 *
 * <p>The thread is one of the few that look at clusters, and acts for Jenkins itself: what takes time is done on another one. What a
 * listener throws is logged and changes nothing. Where several jobs deployed the same cluster, each change is told once for each of
 * them. The first look at a cluster is a change, too. What began while the controller was down is told after its start.
 */
public interface HealthListener extends ExtensionPoint {
    /** The health of a cluster is another one now. */
    void changed(HealthChange change);
}
