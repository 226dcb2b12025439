package io.jenkins.plugins.flinkdeploy.run;

import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;

/** Ends the deployments of a run that was ended by force, without its steps being asked. */
@Extension
public final class AbandonedDeployments extends RunListener<Run<?, ?>> {
    @Override
    public void onCompleted(Run<?, ?> run, TaskListener listener) {
        DeployRuntime.get().abandon(run);
    }
}
