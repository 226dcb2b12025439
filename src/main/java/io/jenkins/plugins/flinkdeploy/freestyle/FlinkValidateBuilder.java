package io.jenkins.plugins.flinkdeploy.freestyle;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import io.jenkins.plugins.flinkdeploy.run.FileParameters;
import io.jenkins.plugins.flinkdeploy.run.ValidateTask;
import io.jenkins.plugins.flinkdeploy.steps.FlinkValidateStep;
import io.jenkins.plugins.flinkdeploy.steps.Messages;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The Pipeline step {@code flinkValidate} as a build step. */
public final class FlinkValidateBuilder extends FileBuilder<FileParameters> {
    @DataBoundConstructor
    public FlinkValidateBuilder() {
        super(new FileParameters());
    }

    @CheckForNull
    public String getFiles() {
        return parameters().getFiles();
    }

    @DataBoundSetter
    public void setFiles(String files) {
        parameters().setFiles(files);
    }

    @Override
    void perform(BuildFront front, UnaryOperator<String> expansion) throws IOException, InterruptedException {
        new ValidateTask(parameters().map(expansion)).run(front);
    }

    /** Form of the build step. */
    @Extension
    @Symbol("flinkValidate")
    public static final class DescriptorImpl extends StepFormDescriptor {
        public DescriptorImpl() {
            super(FlinkValidateBuilder.class, FlinkValidateStep.class, Messages::FlinkValidateStep_displayName);
        }
    }
}
