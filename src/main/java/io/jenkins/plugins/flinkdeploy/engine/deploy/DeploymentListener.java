package io.jenkins.plugins.flinkdeploy.engine.deploy;

import java.util.List;

/** Hears of every step of a deployment. */
@FunctionalInterface
public interface DeploymentListener {
    /**
     * The deployment has a new state. What it says is to be done next is done only after this returns: a listener that saves the
     * state makes the deployment resumable. Calls never overlap.
     */
    void changed(Deployment deployment, List<LogLine> log);
}
