package io.jenkins.plugins.flinkdeploy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.FilePath;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.flinkdeploy.config.JobForms;
import io.jenkins.plugins.flinkdeploy.run.FileParameters;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * A step that reads a cluster file.
 *
 * @param <P> all that it can be given
 */
public abstract class FileStep<P extends FileParameters> extends Step {
    private final P parameters;

    FileStep(P parameters) {
        this.parameters = parameters;
    }

    final P parameters() {
        return parameters;
    }

    public String getFile() {
        return parameters.getFile();
    }

    @DataBoundSetter
    public void setFile(String file) {
        parameters.setFile(file);
    }

    @CheckForNull
    public String getEnvironment() {
        return parameters.getEnvironment();
    }

    @DataBoundSetter
    public void setEnvironment(String environment) {
        parameters.setEnvironment(environment);
    }

    @CheckForNull
    public String getCluster() {
        return parameters.getCluster();
    }

    @DataBoundSetter
    public void setCluster(String cluster) {
        parameters.setCluster(cluster);
    }

    /** Form of such a step. */
    public abstract static class FileStepDescriptor extends StepDescriptor {
        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class, FilePath.class, FlowNode.class);
        }

        static boolean mayConfigure(Item item) {
            return JobForms.maySee(item);
        }
    }
}
