package io.jenkins.plugins.flinkdeploy.steps;

import io.jenkins.plugins.flinkdeploy.run.DeployFront;
import io.jenkins.plugins.flinkdeploy.run.ResumableTask;
import io.jenkins.plugins.flinkdeploy.run.Waiting;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * A step that waits for a cluster. Holds no thread while it waits, and goes on after a restart of the controller.
 *
 * @param <R> what the step returns
 */
final class ResumableExecution<R> extends FrontExecution implements DeployFront {
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(ResumableExecution.class.getName());

    /** Long enough for a busy controller to write a program; short enough not to hold up the work for ever. */
    private static final long SAVE_SECONDS = 30;

    private final ResumableTask<R> task;

    /** What {@link ResumableTask#resume} needs; null until the work has a state. */
    private volatile String state;

    /** Why the Pipeline wants it to end; null while it does not. */
    private volatile Throwable stopCause;

    private transient volatile Waiting<R> waiting;

    ResumableExecution(StepContext context, ResumableTask<R> task) {
        super(context);
        this.task = task;
    }

    @Override
    public boolean start() {
        follow(task.begin(this));
        return false;
    }

    @Override
    public void onResume() {
        String saved = state;
        follow(saved == null ? task.begin(this) : task.resume(saved, this));
        Throwable stopped = stopCause;
        if (stopped != null) {
            waiting.abort(who(stopped));
        }
    }

    @Override
    public void stop(Throwable cause) {
        stopCause = cause;
        Waiting<R> current = waiting;
        if (current == null) {
            getContext().onFailure(cause);
        } else {
            current.abort(who(cause));
        }
    }

    @Override
    public String getStatus() {
        Waiting<R> current = waiting;
        return current == null ? null : current.status();
    }

    private void follow(Waiting<R> started) {
        waiting = started;
        started.end().whenComplete(this::finish);
    }

    private void finish(R result, Throwable problem) {
        Throwable stopped = stopCause;
        if (problem == null) {
            getContext().onSuccess(result);
        } else if (stopped != null) {
            try {
                listener().getLogger().println(problem.getMessage());
            } catch (IOException e) {
                LOGGER.log(Level.FINE, "The run has no log any more", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            getContext().onFailure(stopped);
        } else {
            getContext().onFailure(problem);
        }
    }

    @Override
    public void save(String newState) {
        state = newState;
        try {
            getContext().saveState().get(SAVE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // What is done next is harmless when it is done again from the older state.
            LOGGER.log(Level.WARNING, e, () -> "The state of a step was not saved: " + getContext());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
