package io.jenkins.plugins.flinkdeploy.run;

import hudson.AbortException;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.IOException;
import java.io.Serializable;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Work of a step or a build step that can be begun again from the start without harm, as after a restart of the controller.
 *
 * @param <R> what it finds out
 */
public interface RunTask<R> extends Serializable {
    /**
     * Does the work on the thread of the caller.
     *
     * @throws UserException when what it was given cannot be used
     * @throws InterruptedException when it is to end early
     */
    R work(RunFront front) throws IOException, InterruptedException;

    /** One short line on what it is doing. */
    String status();

    /** As {@link #work}; what is for the user comes as the exception that Jenkins shows without a stack trace. */
    default R run(RunFront front) throws IOException, InterruptedException {
        try {
            return work(front);
        } catch (UserException e) {
            Logger.getLogger(RunTask.class.getName()).log(Level.FINE, e, () -> "A step ended");
            throw new AbortException(e.getMessage());
        }
    }
}
