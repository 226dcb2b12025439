package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.deploy.CommitHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** The history of the git repository around a directory; a shallow clone knows only a part of it. */
record GitHistory(Path directory) implements CommitHistory {
    private static final Logger LOGGER = Logger.getLogger(GitHistory.class.getName());

    @FunctionalInterface
    private interface Question<T> {
        T ask(RevWalk walk) throws IOException;
    }

    @Override
    public Optional<Relation> relation(String one, String other) {
        return ask(walk -> {
            RevCommit first = walk.parseCommit(ObjectId.fromString(one));
            RevCommit second = walk.parseCommit(ObjectId.fromString(other));
            if (first.equals(second)) {
                return Relation.NEITHER;
            }
            if (walk.isMergedInto(first, second)) {
                return Relation.OLDER;
            }
            return walk.isMergedInto(second, first) ? Relation.NEWER : Relation.NEITHER;
        });
    }

    /** When a commit was made, empty when it is not known here. */
    Optional<Instant> commitTime(String commit) {
        return ask(walk -> Instant.ofEpochSecond(
                walk.parseCommit(ObjectId.fromString(commit)).getCommitTime()));
    }

    private <T> Optional<T> ask(Question<T> question) {
        FileRepositoryBuilder builder = new FileRepositoryBuilder().findGitDir(directory.toFile());
        if (builder.getGitDir() == null) {
            return Optional.empty();
        }
        try (Repository repository = builder.build();
                RevWalk walk = new RevWalk(repository)) {
            return Optional.of(question.ask(walk));
        } catch (IOException | IllegalArgumentException unknown) {
            LOGGER.log(Level.FINE, unknown, () -> "The repository around " + directory + " does not know");
            return Optional.empty();
        }
    }
}
