package io.jenkins.plugins.flinkdeploy.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jgit.api.Git;

/** A git repository of a job, as a team would have it, on this machine. */
public final class JobRepository {
    private final Path directory;

    private JobRepository(Path directory) {
        this.directory = directory;
    }

    public static JobRepository in(Path directory) throws Exception {
        Git.init()
                .setDirectory(directory.toFile())
                .setInitialBranch("main")
                .call()
                .close();
        return new JobRepository(directory);
    }

    public String url() {
        return directory.toUri().toString();
    }

    /** What is committed from here on goes to this branch, which begins where the last commit is when there is none yet. */
    public JobRepository on(String branch) throws Exception {
        try (Git git = Git.open(directory.toFile())) {
            git.checkout()
                    .setCreateBranch(git.getRepository().findRef(branch) == null)
                    .setName(branch)
                    .call();
        }
        return this;
    }

    /**
     * Writes files and commits them.
     *
     * @param files path to content
     * @return the commit's full id
     */
    public String commit(Map<String, String> files) throws Exception {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        try (Git git = Git.open(directory.toFile())) {
            git.add().addFilepattern(".").call();
            return git.commit()
                    .setMessage("Change " + String.join(", ", files.keySet()))
                    .setAuthor("Dev Eloper", "dev@example.org")
                    .setCommitter("Dev Eloper", "dev@example.org")
                    .setSign(false)
                    .call()
                    .getName();
        }
    }
}
