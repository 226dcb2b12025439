package io.jenkins.plugins.flinkdeploy.steps;

import io.jenkins.plugins.flinkdeploy.run.RunTask;
import io.jenkins.plugins.flinkdeploy.run.RunWork;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Work that is begun again after a restart of the controller.
 *
 * @param <R> what the step returns
 */
final class TaskExecution<R> extends FrontExecution {
    private static final long serialVersionUID = 1L;

    private final RunTask<R> task;

    private transient volatile RunWork<R> work;

    TaskExecution(StepContext context, RunTask<R> task) {
        super(context);
        this.task = task;
    }

    @Override
    public boolean start() {
        begin();
        return false;
    }

    @Override
    public void onResume() {
        begin();
    }

    @Override
    public void stop(Throwable cause) {
        RunWork<R> current = work;
        if (current != null) {
            current.stop(cause);
        } else {
            getContext().onFailure(cause);
        }
    }

    @Override
    public String getStatus() {
        return task.status();
    }

    private void begin() {
        RunWork<R> begun = RunWork.begin(task, this);
        work = begun;
        begun.end().whenComplete((result, problem) -> {
            if (problem == null) {
                getContext().onSuccess(result);
            } else {
                getContext().onFailure(problem);
            }
        });
    }
}
