package io.jenkins.plugins.flinkdeploy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Names the target for the steps in a block, as if each of them named it. */
public final class WithFlinkTargetStep extends Step {
    private final String target;

    @DataBoundConstructor
    public WithFlinkTargetStep(String target) {
        this.target = Util.fixEmptyAndTrim(target);
    }

    @CheckForNull
    public String getTarget() {
        return target;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, target);
    }

    /** Runs the block. */
    private static final class Execution extends StepExecution {
        private static final long serialVersionUID = 1L;

        private final String target;

        private Execution(StepContext context, String target) {
            super(context);
            this.target = target;
        }

        @Override
        public boolean start() {
            getContext()
                    .newBodyInvoker()
                    .withContext(new BlockTarget(target))
                    .withCallback(BodyExecutionCallback.wrap(getContext()))
                    .start();
            return false;
        }
    }

    /** Form of the step. */
    @Extension
    public static final class DescriptorImpl extends TargetStep.TargetStepDescriptor {
        @Override
        public String getFunctionName() {
            return "withFlinkTarget";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.WithFlinkTargetStep_displayName();
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of();
        }

        @Override
        public Set<? extends Class<?>> getProvidedContext() {
            return Set.of(BlockTarget.class);
        }
    }
}
