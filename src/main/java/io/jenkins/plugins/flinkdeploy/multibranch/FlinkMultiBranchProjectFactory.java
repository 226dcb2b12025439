package io.jenkins.plugins.flinkdeploy.multibranch;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import jenkins.branch.MultiBranchProjectFactory;
import jenkins.branch.MultiBranchProjectFactoryDescriptor;
import jenkins.scm.api.SCMSource;
import jenkins.scm.api.SCMSourceCriteria;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.jenkinsci.plugins.workflow.multibranch.AbstractWorkflowMultiBranchProjectFactory;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Makes, in an organization folder, a multibranch project of each repository that holds a cluster file. */
public final class FlinkMultiBranchProjectFactory extends AbstractWorkflowMultiBranchProjectFactory {
    private FlinkPipeline pipeline = new FlinkPipeline();

    @DataBoundConstructor
    public FlinkMultiBranchProjectFactory() {}

    public FlinkPipeline getPipeline() {
        return pipeline;
    }

    @DataBoundSetter
    public void setPipeline(FlinkPipeline pipeline) {
        this.pipeline = pipeline == null ? new FlinkPipeline() : pipeline;
    }

    @NonNull
    @Override
    protected SCMSourceCriteria getSCMSourceCriteria(@NonNull SCMSource source) {
        return pipeline.criteria();
    }

    @Override
    protected void customize(WorkflowMultiBranchProject project) {
        project.setProjectFactory(new FlinkBranchProjectFactory(pipeline));
    }

    /** Form of the factory. */
    @OptionalExtension
    @Symbol("flinkPipeline")
    public static final class DescriptorImpl extends MultiBranchProjectFactoryDescriptor {
        /** None: new organization folders do not deploy before somebody says so. */
        @CheckForNull
        @Override
        public MultiBranchProjectFactory newInstance() {
            return null;
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.FlinkBranchProjectFactory_displayName();
        }
    }
}
