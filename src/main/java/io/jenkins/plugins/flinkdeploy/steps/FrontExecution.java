package io.jenkins.plugins.flinkdeploy.steps;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.flinkdeploy.run.RunFront;
import java.io.IOException;
import java.util.Optional;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** What a Pipeline gives to the work of its steps. */
abstract class FrontExecution extends StepExecution implements RunFront {
    private static final long serialVersionUID = 1L;

    FrontExecution(StepContext context) {
        super(context);
    }

    @Override
    public final Run<?, ?> run() throws IOException, InterruptedException {
        return required(Run.class);
    }

    @Override
    public final TaskListener listener() throws IOException, InterruptedException {
        return required(TaskListener.class);
    }

    @Override
    public final FilePath workspace() throws IOException, InterruptedException {
        FilePath workspace = getContext().get(FilePath.class);
        if (workspace == null) {
            throw new AbortException(Messages.FrontExecution_noWorkspace());
        }
        return workspace;
    }

    @Override
    public final EnvVars environment() throws IOException, InterruptedException {
        return required(EnvVars.class);
    }

    private <T> T required(Class<T> type) throws IOException, InterruptedException {
        T found = getContext().get(type);
        if (found == null) {
            throw new IOException("The Pipeline gives no " + type.getSimpleName() + " here any more");
        }
        return found;
    }

    @Override
    public final void label(String text) throws IOException, InterruptedException {
        required(FlowNode.class).addOrReplaceAction(new LabelAction(text));
    }

    @Override
    public final void warn(String text) throws IOException, InterruptedException {
        required(FlowNode.class).addOrReplaceAction(new WarningAction(Result.UNSTABLE).withMessage(text));
    }

    @Override
    public final <T> Optional<T> around(Class<T> type) throws IOException, InterruptedException {
        return Optional.ofNullable(getContext().get(type));
    }

    static String who(Throwable cause) {
        if (cause instanceof FlowInterruptedException interrupted) {
            for (CauseOfInterruption reason : interrupted.getCauses()) {
                if (reason instanceof CauseOfInterruption.UserInterruption user) {
                    return user.getUserId();
                }
                return reason.getShortDescription();
            }
        }
        return Messages.FrontExecution_pipeline();
    }
}
