package io.jenkins.plugins.flinkdeploy.run;

import hudson.FilePath;
import io.jenkins.plugins.flinkdeploy.engine.deploy.CommitHistory;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The history of the git repository that a workspace is in, as the git of the agent knows it; a shallow clone knows only a part of it. */
record WorkspaceHistory(FilePath workspace) implements CommitHistory {
    private static final Logger LOGGER = Logger.getLogger(WorkspaceHistory.class.getName());

    @FunctionalInterface
    private interface Question<T> {
        Optional<T> ask() throws IOException, InterruptedException;
    }

    /** The commit that is checked out. */
    Optional<String> head() {
        return known(() -> {
            GitQuestion.Answer answer = git("rev-parse", "--verify", "HEAD^{commit}");
            return answer.exit() == 0 ? Optional.of(answer.text().strip()) : Optional.empty();
        });
    }

    @Override
    public Optional<Relation> relation(String one, String other) {
        return known(() -> {
            if (resolved(one).equals(resolved(other))) {
                return Optional.of(Relation.NEITHER);
            }
            if (isAncestor(one, other)) {
                return Optional.of(Relation.OLDER);
            }
            return Optional.of(isAncestor(other, one) ? Relation.NEWER : Relation.NEITHER);
        });
    }

    /**
     * Whether a file differs between a commit and what is checked out.
     *
     * @param directory only files in or below it count; relative to the workspace with a slash at its end, empty for all
     * @return empty when that is not known here
     */
    Optional<Boolean> changed(String since, String directory) {
        return known(() -> Optional.of(
                ChangedPaths.since(since, workspace).stream().anyMatch(path -> path.startsWith(directory))));
    }

    private String resolved(String commit) throws IOException, InterruptedException {
        GitQuestion.Answer answer = git("rev-parse", "--verify", GitQuestion.commit(commit) + "^{commit}");
        if (answer.exit() != 0) {
            throw new IOException("There is no " + commit);
        }
        return answer.text().strip();
    }

    private boolean isAncestor(String one, String other) throws IOException, InterruptedException {
        GitQuestion.Answer answer =
                git("merge-base", "--is-ancestor", GitQuestion.commit(one), GitQuestion.commit(other));
        if (answer.exit() > 1) {
            throw new IOException("git merge-base ended with " + answer.exit());
        }
        return answer.exit() == 0;
    }

    private GitQuestion.Answer git(String... arguments) throws IOException, InterruptedException {
        return workspace.act(new GitQuestion(List.of(arguments)));
    }

    private static <T> Optional<T> known(Question<T> question) {
        try {
            return question.ask();
        } catch (IOException | IllegalArgumentException e) {
            LOGGER.log(Level.FINE, e, () -> "The repository of the workspace does not know");
            return Optional.empty();
        } catch (InterruptedException e) {
            // Whoever asked ends with the next thing that it waits for.
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
