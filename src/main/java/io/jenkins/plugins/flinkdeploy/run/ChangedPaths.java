package io.jenkins.plugins.flinkdeploy.run;

import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import jenkins.MasterToSlaveFileCallable;

/** Asks git, where the workspace is, which files differ between a commit and what is checked out. */
final class ChangedPaths extends MasterToSlaveFileCallable<ArrayList<String>> {
    private static final long serialVersionUID = 1L;

    private final String commit;

    /**
     * @param commit full or short id; it comes from the cluster, where anybody may have written it
     * @throws IllegalArgumentException when it is no id
     */
    ChangedPaths(String commit) {
        if (!commit.matches("[0-9a-f]{7,64}")) {
            throw new IllegalArgumentException(commit);
        }
        this.commit = commit;
    }

    /**
     * Their paths relative to the workspace, with slashes.
     *
     * @throws IOException when git does not know
     */
    @Override
    public ArrayList<String> invoke(File workspace, VirtualChannel channel) throws IOException, InterruptedException {
        Process git = new ProcessBuilder(
                        "git",
                        "diff",
                        "--relative",
                        "--no-renames",
                        "--no-ext-diff",
                        "--name-only",
                        "-z",
                        commit,
                        "HEAD",
                        "--")
                .directory(workspace)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream answer = git.getInputStream()) {
            git.getOutputStream().close();
            String paths = new String(answer.readAllBytes(), StandardCharsets.UTF_8);
            int exit = git.waitFor();
            if (exit != 0) {
                throw new IOException("git diff " + commit + " HEAD ended with " + exit);
            }
            return paths.isEmpty() ? new ArrayList<>() : new ArrayList<>(List.of(paths.split("\0")));
        } finally {
            git.destroy();
        }
    }
}
