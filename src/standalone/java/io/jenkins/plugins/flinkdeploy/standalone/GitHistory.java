package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.deploy.CommitHistory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jgit.errors.NoWorkTreeException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** The history of the git repository around a directory; a shallow clone knows only a part of it. */
record GitHistory(Path directory) implements CommitHistory {
    private static final Logger LOGGER = Logger.getLogger(GitHistory.class.getName());

    @FunctionalInterface
    private interface Question<T> {
        T ask(RevWalk walk) throws IOException;
    }

    @FunctionalInterface
    private interface InRepository<T> {
        T ask(Repository repository, RevWalk walk) throws IOException;
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

    /**
     * Whether any file of the directory, or below it, differs between two commits.
     *
     * @return empty when that is not known here
     */
    Optional<Boolean> changed(String one, String other) {
        return inRepository((repository, walk) -> {
            try (TreeWalk trees = new TreeWalk(repository)) {
                trees.addTree(walk.parseCommit(ObjectId.fromString(one)).getTree());
                trees.addTree(walk.parseCommit(ObjectId.fromString(other)).getTree());
                trees.setRecursive(true);
                Path below = repository
                        .getWorkTree()
                        .toPath()
                        .toRealPath()
                        .relativize(directory.toAbsolutePath().toRealPath());
                String path = below.toString().replace(File.separatorChar, '/');
                trees.setFilter(
                        path.isEmpty()
                                ? TreeFilter.ANY_DIFF
                                : AndTreeFilter.create(PathFilter.create(path), TreeFilter.ANY_DIFF));
                return trees.next();
            }
        });
    }

    private <T> Optional<T> ask(Question<T> question) {
        return inRepository((repository, walk) -> question.ask(walk));
    }

    private <T> Optional<T> inRepository(InRepository<T> question) {
        FileRepositoryBuilder builder = new FileRepositoryBuilder().findGitDir(directory.toFile());
        if (builder.getGitDir() == null) {
            return Optional.empty();
        }
        try (Repository repository = builder.build();
                RevWalk walk = new RevWalk(repository)) {
            return Optional.of(question.ask(repository, walk));
        } catch (IOException | IllegalArgumentException | NoWorkTreeException unknown) {
            LOGGER.log(Level.FINE, unknown, () -> "The repository around " + directory + " does not know");
            return Optional.empty();
        }
    }
}
