package io.jenkins.plugins.flinkdeploy.run;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.util.Optional;

/** What a Pipeline step or a build step gives to its work. Methods may be called again after a restart of the controller. */
public interface RunFront {
    Run<?, ?> run() throws IOException, InterruptedException;

    TaskListener listener() throws IOException, InterruptedException;

    /**
     * The directory that the cluster file is looked for in.
     *
     * @throws IOException when there is none any more, for instance because the agent is gone
     */
    FilePath workspace() throws IOException, InterruptedException;

    EnvVars environment() throws IOException, InterruptedException;

    /** Names the step, where the kind of job can show that, after what it works on. */
    void label(String text) throws IOException, InterruptedException;

    /** Marks the step, where the kind of job can show that, as one that went well but for this. */
    void warn(String text) throws IOException, InterruptedException;

    /** What a block around the step gives to the steps in it; empty where there is no such block. */
    default <T> Optional<T> around(Class<T> type) throws IOException, InterruptedException {
        return Optional.empty();
    }
}
