package io.jenkins.plugins.flinkdeploy.multibranch;

import hudson.model.TaskListener;
import java.io.IOException;
import jenkins.scm.api.SCMFile;
import jenkins.scm.api.SCMProbeStat;
import jenkins.scm.api.SCMSourceCriteria;

/**
 * Tells branches that hold a cluster file.
 *
 * @param file its path in the repository
 */
record HasFile(String file) implements SCMSourceCriteria {
    @Override
    public boolean isHead(Probe probe, TaskListener listener) throws IOException {
        SCMProbeStat found = probe.stat(file);
        boolean here = found.exists() && found.getType() != SCMFile.Type.DIRECTORY;
        listener.getLogger().println("      " + (here ? Messages.HasFile_found(file) : Messages.HasFile_absent(file)));
        return here;
    }
}
