package io.jenkins.plugins.flinkdeploy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.flinkdeploy.run.ControlParameters;
import io.jenkins.plugins.flinkdeploy.run.ControlTask;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundSetter;

/** A step that starts or stops what is deployed. */
public abstract class ControlStep extends LiveStep<ControlParameters> {
    ControlStep() {
        super(new ControlParameters());
    }

    @CheckForNull
    public String getReason() {
        return parameters().getReason();
    }

    @DataBoundSetter
    public void setReason(String reason) {
        parameters().setReason(reason);
    }

    public boolean isDryRun() {
        return parameters().isDryRun();
    }

    @DataBoundSetter
    public void setDryRun(boolean dryRun) {
        parameters().setDryRun(dryRun);
    }

    abstract ControlTask task(ControlParameters complete);

    @Override
    public final StepExecution start(StepContext context) throws IOException, InterruptedException {
        return new ResumableExecution<>(context, task(parameters(context)));
    }
}
