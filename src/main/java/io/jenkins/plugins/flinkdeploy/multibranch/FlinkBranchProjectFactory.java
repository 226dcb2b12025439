package io.jenkins.plugins.flinkdeploy.multibranch;

import edu.umd.cs.findbugs.annotations.NonNull;
import jenkins.scm.api.SCMSource;
import jenkins.scm.api.SCMSourceCriteria;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.jenkinsci.plugins.workflow.flow.FlowDefinition;
import org.jenkinsci.plugins.workflow.multibranch.AbstractWorkflowBranchProjectFactory;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Makes a job of each branch that holds a cluster file, and runs the built-in pipeline for it. */
public final class FlinkBranchProjectFactory extends AbstractWorkflowBranchProjectFactory {
    private FlinkPipeline pipeline = new FlinkPipeline();

    @DataBoundConstructor
    public FlinkBranchProjectFactory() {}

    FlinkBranchProjectFactory(FlinkPipeline pipeline) {
        this.pipeline = pipeline;
    }

    public FlinkPipeline getPipeline() {
        return pipeline;
    }

    @DataBoundSetter
    public void setPipeline(FlinkPipeline pipeline) {
        this.pipeline = pipeline == null ? new FlinkPipeline() : pipeline;
    }

    @Override
    protected FlowDefinition createDefinition() {
        return new BuiltInDefinition(pipeline);
    }

    @NonNull
    @Override
    protected SCMSourceCriteria getSCMSourceCriteria(@NonNull SCMSource source) {
        return pipeline.criteria();
    }

    /** Form of the factory. */
    @OptionalExtension
    @Symbol("flinkPipeline")
    public static final class DescriptorImpl extends AbstractWorkflowBranchProjectFactoryDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.FlinkBranchProjectFactory_displayName();
        }
    }
}
