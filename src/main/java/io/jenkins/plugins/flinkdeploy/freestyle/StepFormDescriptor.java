package io.jenkins.plugins.flinkdeploy.freestyle;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.AbstractProject;
import hudson.model.Descriptor;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import java.util.function.Supplier;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.workflow.steps.Step;

/** A build step whose name, form, checks and help are those of a Pipeline step. */
public abstract class StepFormDescriptor extends BuildStepDescriptor<Builder> {
    private final Class<? extends Step> step;
    private final Supplier<String> displayName;

    /** @param displayName that of the step, whose form cannot be asked yet when this one is registered */
    StepFormDescriptor(Class<? extends Builder> builder, Class<? extends Step> step, Supplier<String> displayName) {
        super(builder);
        this.step = step;
        this.displayName = displayName;
        DescribableModel.of(step)
                .getParameters()
                .forEach(parameter -> addHelpFileRedirect(parameter.getName(), step, parameter.getName()));
    }

    /** The form of the Pipeline step, for the page of the build step. */
    public Descriptor<?> getStepForm() {
        return Jenkins.get().getDescriptorOrDie(step);
    }

    @Override
    public final boolean isApplicable(Class<? extends AbstractProject> type) {
        return true;
    }

    @NonNull
    @Override
    public final String getDisplayName() {
        return displayName.get();
    }
}
