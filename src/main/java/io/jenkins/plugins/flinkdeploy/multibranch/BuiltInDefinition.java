package io.jenkins.plugins.flinkdeploy.multibranch;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.model.Action;
import hudson.model.Descriptor;
import hudson.model.DescriptorVisibilityFilter;
import hudson.model.TaskListener;
import java.util.List;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.flow.FlowDefinition;
import org.jenkinsci.plugins.workflow.flow.FlowDefinitionDescriptor;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** The pipeline of a branch of a project without a Jenkinsfile. It runs in the sandbox, as one of the repository would. */
public final class BuiltInDefinition extends FlowDefinition {
    private final FlinkPipeline pipeline;

    BuiltInDefinition(FlinkPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Override
    public FlowExecution create(FlowExecutionOwner owner, TaskListener listener, List<? extends Action> actions)
            throws Exception {
        if (!(owner.getExecutable() instanceof WorkflowRun run)) {
            throw new AbortException(Messages.BuiltInDefinition_branchesOnly());
        }
        Destinations destinations = Destinations.of(run.getParent(), pipeline);
        listener.getLogger().println(destinations.explanation());
        String script = new BuiltInScript(pipeline, destinations).text();
        return new CpsFlowDefinition(script, true).create(owner, listener, actions);
    }

    /** There is nothing to choose. */
    @OptionalExtension
    public static final class DescriptorImpl extends FlowDefinitionDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.FlinkBranchProjectFactory_displayName();
        }
    }

    /** Keeps it out of the forms of other jobs. */
    @OptionalExtension
    public static final class HiddenElsewhere extends DescriptorVisibilityFilter {
        @Override
        public boolean filter(Object context, @NonNull Descriptor descriptor) {
            return !(descriptor instanceof DescriptorImpl) || Destinations.isBranch(context);
        }
    }
}
