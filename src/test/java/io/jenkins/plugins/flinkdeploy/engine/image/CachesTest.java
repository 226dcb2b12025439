package io.jenkins.plugins.flinkdeploy.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class CachesTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void a_cache_that_is_too_large_loses_what_was_used_longest_ago() throws Exception {
        Path cache = folder.getRoot().toPath();
        Path oldest = layer(cache, "a", 1);
        Path used = layer(cache, "b", 2);
        Path newest = layer(cache, "c", 3);
        CachePruner pruner = new CachePruner(cache, 2500);
        pruner.touchLayers(Set.of("sha256:b"));
        pruner.prune();
        assertThat(oldest).doesNotExist();
        assertThat(used).exists();
        assertThat(newest).exists();
    }

    @Test
    public void a_cache_in_use_is_not_pruned() throws Exception {
        Path cache = folder.getRoot().toPath();
        Path layer = layer(cache, "a", 1);
        CacheLease lease = CacheLease.take(List.of(cache));
        try {
            new CachePruner(cache, 0).prune();
            assertThat(layer).exists();
        } finally {
            lease.close();
        }
        new CachePruner(cache, 0).prune();
        assertThat(layer).doesNotExist();
    }

    @Test
    public void a_build_that_was_killed_does_not_hold_a_cache() throws Exception {
        Path cache = folder.getRoot().toPath();
        Path layer = layer(cache, "a", 1);
        Files.createDirectories(cache.resolve("users"));
        Files.createFile(cache.resolve("users").resolve("left-behind"));
        new CachePruner(cache, 0).prune();
        assertThat(layer).doesNotExist();
    }

    @Test
    public void two_files_with_the_same_path_and_time_are_not_taken_for_one() throws Exception {
        Path file = folder.newFile("job.jar").toPath();
        ContentStore store = new ContentStore(folder.newFolder("content").toPath());
        FileTime time = FileTime.fromMillis(1_700_000_000_000L);
        Files.writeString(file, "one");
        Files.setLastModifiedTime(file, time);
        Path one = store.put(file);
        Files.writeString(file, "two");
        Files.setLastModifiedTime(file, time);
        assertThat(store.put(file)).isNotEqualTo(one).hasContent("two");
        assertThat(one).hasContent("one");
    }

    private static Path layer(Path cache, String name, long age) throws IOException {
        Path layer = Files.createDirectories(cache.resolve("layers").resolve(name));
        Files.write(layer.resolve("content"), new byte[1000]);
        Files.setLastModifiedTime(layer, FileTime.fromMillis(1_000_000_000L * age));
        return layer;
    }
}
