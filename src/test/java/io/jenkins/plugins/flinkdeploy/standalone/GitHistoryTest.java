package io.jenkins.plugins.flinkdeploy.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.engine.deploy.CommitHistory.Relation;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Which commit came after which, asked of a repository. */
public class GitHistoryTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Test
    public void ancestors_are_older_and_branches_that_parted_are_neither() throws GitAPIException {
        try (Git git = Git.init().setDirectory(temporary.getRoot()).call()) {
            String first = commit(git, "first");
            git.branchCreate().setName("other").call();
            String second = commit(git, "second");
            git.checkout().setName("other").call();
            String parted = commit(git, "parted");
            GitHistory history = new GitHistory(temporary.getRoot().toPath());
            assertThat(history.relation(first, second)).contains(Relation.OLDER);
            assertThat(history.relation(second, first)).contains(Relation.NEWER);
            assertThat(history.relation(second, parted)).contains(Relation.NEITHER);
            assertThat(history.commitTime(first)).isPresent();
            assertThat(history.relation(first, "0123456789012345678901234567890123456789"))
                    .isEmpty();
            assertThat(history.relation(first, "v1.0")).isEmpty();
        }
    }

    @Test
    public void only_files_of_the_directory_count_as_changed() throws Exception {
        Path root = temporary.getRoot().toPath();
        Path orders = temporary.newFolder("orders").toPath();
        Path payments = temporary.newFolder("payments").toPath();
        try (Git git = Git.init().setDirectory(root.toFile()).call()) {
            Files.writeString(orders.resolve("flink.yaml"), "1");
            Files.writeString(payments.resolve("flink.yaml"), "1");
            git.add().addFilepattern(".").call();
            String first = commit(git, "first");
            Files.writeString(orders.resolve("flink.yaml"), "2");
            git.add().addFilepattern(".").call();
            String second = commit(git, "second");

            assertThat(new GitHistory(orders).changed(first, second)).contains(true);
            assertThat(new GitHistory(root).changed(first, second)).contains(true);
            assertThat(new GitHistory(payments).changed(first, second)).contains(false);
            assertThat(new GitHistory(orders).changed(second, second)).contains(false);
            assertThat(new GitHistory(orders).changed(first, "0".repeat(40))).isEmpty();
        }
    }

    @Test
    public void outside_of_a_repository_nothing_is_known() {
        GitHistory history = new GitHistory(temporary.getRoot().toPath());
        assertThat(history.relation("a", "b")).isEmpty();
    }

    private static String commit(Git git, String message) throws GitAPIException {
        return git.commit()
                .setAllowEmpty(true)
                .setSign(false)
                .setAuthor("kim", "kim@example.org")
                .setCommitter("kim", "kim@example.org")
                .setMessage(message)
                .call()
                .name();
    }
}
