package io.jenkins.plugins.flinkdeploy.standalone;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * The git repository around a directory, if there is one.
 *
 * @param commit the commit that is checked out
 * @param repositoryName the name of its directory
 */
record GitCommit(Optional<String> commit, Optional<String> repositoryName) {
    private static final Logger LOGGER = Logger.getLogger(GitCommit.class.getName());

    static GitCommit around(Path directory) {
        FileRepositoryBuilder builder = new FileRepositoryBuilder().findGitDir(directory.toFile());
        if (builder.getGitDir() == null) {
            return new GitCommit(Optional.empty(), Optional.empty());
        }
        try (Repository repository = builder.build()) {
            ObjectId head = repository.resolve("HEAD");
            Optional<String> name = repository.isBare()
                    ? Optional.empty()
                    : Optional.ofNullable(repository.getWorkTree().getName());
            return new GitCommit(Optional.ofNullable(head).map(ObjectId::name), name);
        } catch (IOException e) {
            LOGGER.log(Level.FINE, e, () -> "No commit of " + directory);
            return new GitCommit(Optional.empty(), Optional.empty());
        }
    }
}
