package io.jenkins.plugins.flinkdeploy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.flinkdeploy.run.LiveParameters;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * A step that works on what is deployed already.
 *
 * @param <P> all that it can be given
 */
public abstract class ResourceStep<P extends LiveParameters> extends TargetStep<P> {
    ResourceStep(P parameters) {
        super(parameters);
    }

    @CheckForNull
    public String getNamespace() {
        return parameters().getNamespace();
    }

    @DataBoundSetter
    public void setNamespace(String namespace) {
        parameters().setNamespace(namespace);
    }

    @CheckForNull
    public String getName() {
        return parameters().getName();
    }

    @DataBoundSetter
    public void setName(String name) {
        parameters().setName(name);
    }

    @CheckForNull
    public String getSessionJob() {
        return parameters().getSessionJob();
    }

    @DataBoundSetter
    public void setSessionJob(String sessionJob) {
        parameters().setSessionJob(sessionJob);
    }

    /** Form of such a step. */
    public abstract static class ResourceStepDescriptor extends TargetStepDescriptor {
        /** A workspace is needed only where no resource is named. */
        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class, FlowNode.class);
        }
    }
}
