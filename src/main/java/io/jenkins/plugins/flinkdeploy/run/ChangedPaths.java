package io.jenkins.plugins.flinkdeploy.run;

import hudson.FilePath;
import java.io.IOException;
import java.util.List;

/** Asks git, where the workspace is, which files differ between a commit and what is checked out. */
final class ChangedPaths {
    private ChangedPaths() {}

    /**
     * Their paths relative to the workspace, with slashes.
     *
     * @param commit full or short id; it comes from the cluster, where anybody may have written it
     * @throws IllegalArgumentException when it is no id
     * @throws IOException when git does not know
     */
    static List<String> since(String commit, FilePath workspace) throws IOException, InterruptedException {
        GitQuestion.Answer answer = workspace.act(new GitQuestion(List.of(
                "diff",
                "--relative",
                "--no-renames",
                "--no-ext-diff",
                "--name-only",
                "-z",
                GitQuestion.commit(commit),
                "HEAD",
                "--")));
        if (answer.exit() != 0) {
            throw new IOException("git diff " + commit + " HEAD ended with " + answer.exit());
        }
        return answer.text().isEmpty() ? List.of() : List.of(answer.text().split("\0"));
    }
}
