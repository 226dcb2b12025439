package io.jenkins.plugins.flinkdeploy.run;

import java.io.Serializable;

/**
 * Work of a step that may not be done twice: after a restart of the controller it is gone on with.
 *
 * @param <R> what it finds out
 */
public interface ResumableTask<R> extends Serializable {
    /** Begins; returns at once. */
    Waiting<R> begin(DeployFront front);

    /**
     * Goes on after a restart of the controller; returns at once.
     *
     * @param state what {@link DeployFront#save} was given last
     */
    Waiting<R> resume(String state, DeployFront front);
}
