package io.jenkins.plugins.flinkdeploy.run;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;

/** What a Pipeline step or a build step gives to its deployment. Methods may be called again after a restart of the controller. */
public interface DeployFront {
    Run<?, ?> run() throws IOException, InterruptedException;

    TaskListener listener() throws IOException, InterruptedException;

    /**
     * The directory that the cluster file is looked for in.
     *
     * @throws IOException when there is none any more, for instance because the agent is gone
     */
    FilePath workspace() throws IOException, InterruptedException;

    EnvVars environment() throws IOException, InterruptedException;

    /** Keeps the state; returns when a restart of the controller would find it. */
    void save(String state);
}
