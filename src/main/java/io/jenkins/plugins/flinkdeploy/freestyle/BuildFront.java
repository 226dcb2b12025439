package io.jenkins.plugins.flinkdeploy.freestyle;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.flinkdeploy.run.DeployFront;

/** What a build step gives to its deployment. The state is not kept: a freestyle build ends when the controller does. */
record BuildFront(Run<?, ?> run, FilePath workspace, EnvVars environment, TaskListener listener)
        implements DeployFront {
    @Override
    public void label(String text) {
        // A build step has no name of its own.
    }

    @Override
    public void warn(String text) {
        // A build step goes well or fails; the log has it.
    }

    @Override
    public void save(String state) {
        // Nobody could go on with it.
    }
}
