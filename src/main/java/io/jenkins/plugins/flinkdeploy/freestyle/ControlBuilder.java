package io.jenkins.plugins.flinkdeploy.freestyle;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.flinkdeploy.run.ControlParameters;
import io.jenkins.plugins.flinkdeploy.run.ControlTask;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.kohsuke.stapler.DataBoundSetter;

/** A build step that starts or stops what is deployed. */
public abstract class ControlBuilder extends LiveBuilder<ControlParameters> {
    ControlBuilder() {
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

    abstract ControlTask task(ControlParameters expanded);

    @Override
    final void perform(BuildFront front, UnaryOperator<String> expansion) throws IOException, InterruptedException {
        new BlockingWait(front).perform(task(parameters().map(expansion)));
    }
}
