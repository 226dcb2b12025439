package io.jenkins.plugins.flinkdeploy.security;

import hudson.model.Executor;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.model.queue.Tasks;
import hudson.model.queue.WorkUnit;
import hudson.security.ACL;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.springframework.security.core.Authentication;

/** Under whose authentication a run acts: SYSTEM, unless Jenkins is told to let builds act as somebody. */
public final class RunAuthentication {
    private RunAuthentication() {}

    public static Authentication of(Run<?, ?> run) {
        if (run instanceof FlowExecutionOwner.Executable pipeline) {
            FlowExecutionOwner owner = pipeline.asFlowExecutionOwner();
            if (owner != null) {
                return of(owner);
            }
        }
        Executor executor = run.getExecutor();
        WorkUnit work = executor == null ? null : executor.getCurrentWorkUnit();
        if (work != null) {
            return work.context.item.authenticate2();
        }
        return run.getParent() instanceof Queue.Task task ? Tasks.getAuthenticationOf2(task) : ACL.SYSTEM2;
    }

    /** A Pipeline keeps it over restarts of the controller. */
    private static Authentication of(FlowExecutionOwner owner) {
        try {
            return owner.get().getAuthentication2();
        } catch (IOException e) {
            throw new UncheckedIOException("The Pipeline cannot say under whose authentication it acts", e);
        }
    }
}
