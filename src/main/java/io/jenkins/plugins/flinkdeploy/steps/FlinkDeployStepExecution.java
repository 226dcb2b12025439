package io.jenkins.plugins.flinkdeploy.steps;

import io.jenkins.plugins.flinkdeploy.run.DeployFront;
import io.jenkins.plugins.flinkdeploy.run.DeployParameters;
import io.jenkins.plugins.flinkdeploy.run.DeployResult;
import io.jenkins.plugins.flinkdeploy.run.RunDeployment;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** A deployment of a Pipeline. Holds no thread while it waits, and goes on after a restart of the controller. */
final class FlinkDeployStepExecution extends FrontExecution implements DeployFront {
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(FlinkDeployStepExecution.class.getName());

    /** Long enough for a busy controller to write a program; short enough not to hold up a deployment for ever. */
    private static final long SAVE_SECONDS = 30;

    private final DeployParameters parameters;

    /** What {@link RunDeployment#resume} needs; null until the deployment has a state. */
    private volatile String state;

    /** Why the Pipeline wants it to end; null while it does not. */
    private volatile Throwable stopCause;

    private transient volatile RunDeployment deployment;

    FlinkDeployStepExecution(StepContext context, DeployParameters parameters) {
        super(context);
        this.parameters = parameters;
    }

    @Override
    public boolean start() {
        follow(RunDeployment.begin(parameters, this));
        return false;
    }

    @Override
    public void onResume() {
        String saved = state;
        follow(saved == null ? RunDeployment.begin(parameters, this) : RunDeployment.resume(saved, this));
        Throwable stopped = stopCause;
        if (stopped != null) {
            deployment.abort(who(stopped));
        }
    }

    @Override
    public void stop(Throwable cause) {
        stopCause = cause;
        RunDeployment current = deployment;
        if (current == null) {
            getContext().onFailure(cause);
        } else {
            current.abort(who(cause));
        }
    }

    @Override
    public String getStatus() {
        RunDeployment current = deployment;
        return current == null ? null : current.status();
    }

    private void follow(RunDeployment started) {
        deployment = started;
        started.end().whenComplete(this::finish);
    }

    private void finish(DeployResult result, Throwable problem) {
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
            LOGGER.log(Level.WARNING, e, () -> "The state of a deployment was not saved: " + getContext());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
