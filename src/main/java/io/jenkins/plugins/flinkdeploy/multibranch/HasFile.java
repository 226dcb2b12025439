package io.jenkins.plugins.flinkdeploy.multibranch;

import hudson.model.TaskListener;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import jenkins.scm.api.SCMFile;
import jenkins.scm.api.SCMProbeStat;
import jenkins.scm.api.SCMSourceCriteria;

/**
 * Tells branches that hold a cluster file.
 *
 * @param files its path in the repository; or paths and patterns with commas between them, of which one has to be there. What a pattern
 *     finds cannot be asked of every kind of source control; of a pattern, the directory that it begins with is looked for
 */
record HasFile(String files) implements SCMSourceCriteria {
    @Override
    public boolean isHead(Probe probe, TaskListener listener) throws IOException {
        for (String file : wanted()) {
            if (isThere(probe, file)) {
                listener.getLogger().println("      " + Messages.HasFile_found(file));
                return true;
            }
        }
        listener.getLogger().println("      " + Messages.HasFile_absent(files));
        return false;
    }

    private List<String> wanted() {
        return Arrays.stream(files.split(","))
                .map(String::strip)
                .filter(file -> !file.isEmpty())
                .toList();
    }

    private static boolean isThere(Probe probe, String file) throws IOException {
        String beginning = file.split("[*?]", 2)[0];
        if (beginning.equals(file)) {
            SCMProbeStat found = probe.stat(file);
            return found.exists() && found.getType() != SCMFile.Type.DIRECTORY;
        }
        String directory = beginning.substring(0, Math.max(0, beginning.lastIndexOf('/')));
        return directory.isEmpty() || probe.stat(directory).exists();
    }
}
