package io.jenkins.plugins.flinkdeploy.run;

import hudson.ExtensionPoint;

/**
 * Is told how the deployments of runs go, for notifications, checks and metrics.
 *
 * <p>The thread is one that other deployments wait for: what takes time, or asks another server, is done on another one. What a
 * listener throws is logged and changes nothing of the deployment. A restart of the controller in the very moment may repeat what was
 * told last.
 */
public interface DeploymentListener extends ExtensionPoint {
    /** A deployment began, or reached another phase. */
    default void changed(RunFront front, DeployResult deployment) {}

    /** It is over, whatever became of it. */
    default void ended(RunFront front, DeployResult deployment) {}
}
