package io.jenkins.plugins.flinkdeploy.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** Logs that were archived: what the step returns to a Pipeline. */
public final class LogsResult implements Serializable {
    private static final long serialVersionUID = 1L;

    static final LogsResult NOTHING = new LogsResult(null, 0);

    private final String artifact;
    private final long lines;

    LogsResult(@CheckForNull String artifact, long lines) {
        this.artifact = artifact;
        this.lines = lines;
    }

    /** Path of the artifact; null when the cluster has no pods. */
    @CheckForNull
    @Whitelisted
    public String getArtifact() {
        return artifact;
    }

    /** How many lines it has. */
    @Whitelisted
    public long getLines() {
        return lines;
    }

    @Override
    public String toString() {
        return artifact + ": " + lines;
    }
}
