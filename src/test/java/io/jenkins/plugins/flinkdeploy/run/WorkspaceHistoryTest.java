package io.jenkins.plugins.flinkdeploy.run;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import io.jenkins.plugins.flinkdeploy.engine.deploy.CommitHistory.Relation;
import java.nio.file.Path;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What the git of an agent tells about the repository of a workspace. */
public class WorkspaceHistoryTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private WorkspaceHistory history;
    private String first;
    private String other;
    private String last;

    @Before
    public void twoBranches() throws Exception {
        Path directory = folder.newFolder("checkout").toPath();
        JobRepository repository = JobRepository.in(directory);
        first = repository.commit(Map.of("orders/flink.yaml", "a"));
        other = repository.on("other").commit(Map.of("other", "b"));
        repository.on("main");
        last = repository.commit(Map.of("late/flink.yaml", "c"));
        history = new WorkspaceHistory(new FilePath(directory.toFile()));
    }

    @Test
    public void an_ancestor_is_older_and_commits_of_branches_that_parted_are_neither() {
        assertThat(history.head()).contains(last);
        assertThat(history.relation(first, last)).contains(Relation.OLDER);
        assertThat(history.relation(last, first)).contains(Relation.NEWER);
        assertThat(history.relation(last, last)).contains(Relation.NEITHER);
        assertThat(history.relation(other, last)).contains(Relation.NEITHER);
    }

    @Test
    public void a_file_counts_as_changed_only_below_its_directory() {
        assertThat(history.changed(first, "")).contains(true);
        assertThat(history.changed(first, "late/")).contains(true);
        assertThat(history.changed(first, "orders/")).contains(false);
    }

    @Test
    public void what_is_no_commit_of_the_repository_is_not_known() {
        assertThat(history.relation("1".repeat(40), last)).isEmpty();
        assertThat(history.relation("--output=x", last)).isEmpty();
        assertThat(history.changed("1".repeat(40), "")).isEmpty();
    }

    @Test
    public void outside_of_a_repository_nothing_is_known() throws Exception {
        WorkspaceHistory none = new WorkspaceHistory(new FilePath(folder.newFolder("plain")));
        assertThat(none.head()).isEmpty();
        assertThat(none.relation(first, last)).isEmpty();
    }
}
