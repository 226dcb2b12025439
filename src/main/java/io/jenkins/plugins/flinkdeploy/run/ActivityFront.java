package io.jenkins.plugins.flinkdeploy.run;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;

/**
 * What the page of a run gives to work that a person asks for there: the run, which has ended, and a log of its own. Where the
 * deployments stand is kept with the run anyway, and gone on with from there.
 */
record ActivityFront(Run<?, ?> run, TaskListener listener) implements DeployFront {
    @Override
    public FilePath workspace() throws IOException {
        throw new AbortException(Messages.ActivityFront_noWorkspace());
    }

    @Override
    public EnvVars environment() throws IOException, InterruptedException {
        return run.getEnvironment(listener);
    }

    @Override
    public void label(String text) {
        // The activity has its name already.
    }

    @Override
    public void warn(String text) {
        // The log has it.
    }

    @Override
    public void save(String state) {
        // See above.
    }
}
