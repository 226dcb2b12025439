package io.jenkins.plugins.flinkdeploy.engine.deploy;

import java.util.List;

/** Hears of every step of a group of deployments. */
public interface GroupListener {
    /**
     * The group has a new state. What it says is to be done next is done only after this returns: a listener that keeps the state
     * makes the group resumable. Calls never overlap; of states that follow each other quickly only the last may be told.
     */
    void save(DeploymentGroup group);

    /** One of its deployments went on, and its state is saved. Calls for the same deployment never overlap. */
    void changed(Deployment deployment, List<LogLine> log);

    /** One of its deployments ended. */
    default void ended(Deployment deployment) {}

    /** One of its deployments cannot be carried on; the others go on. */
    default void lost(Deployment deployment, Throwable why) {}
}
