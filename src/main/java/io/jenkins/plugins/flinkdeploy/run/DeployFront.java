package io.jenkins.plugins.flinkdeploy.run;

/** What a Pipeline step or a build step gives to its deployment. */
public interface DeployFront extends RunFront {
    /** Keeps the state; returns when a restart of the controller would find it. */
    void save(String state);
}
