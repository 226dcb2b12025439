package io.jenkins.plugins.flinkdeploy.localcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Clusters as processes of their own. */
public class DetachedClusterIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @After
    public void down() {
        DetachedCluster.down(directory());
    }

    @Test
    public void a_cluster_goes_up_answers_and_goes_down_without_a_trace() throws Exception {
        List<String> progress = new ArrayList<>();
        LocalClusterStatus status = DetachedCluster.up(directory(), progress::add);

        assertThat(progress).isNotEmpty();
        assertThat(DetachedCluster.status(directory())).contains(status);
        Config config = Config.fromKubeconfig(new File(status.kubeconfig()));
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build()) {
            assertThat(client.namespaces().withName("streaming").get()).isNotNull();
        }
        assertThat(DetachedCluster.up(directory(), progress::add)).isEqualTo(status);
        assertThat(processes()).isNotEmpty();

        assertThat(DetachedCluster.down(directory())).isTrue();

        assertThat(DetachedCluster.status(directory())).isEmpty();
        await().atMost(LIMIT).untilAsserted(() -> assertThat(processes()).isEmpty());
        assertThat(DetachedCluster.down(directory())).isFalse();
    }

    @Test
    public void nothing_is_left_of_a_cluster_whose_process_is_killed() throws Exception {
        LocalClusterStatus status = DetachedCluster.up(directory(), line -> {});
        assertThat(processes()).hasSizeGreaterThan(1);

        ProcessHandle.of(status.pid()).orElseThrow().destroyForcibly();

        await().atMost(LIMIT).untilAsserted(() -> assertThat(processes()).isEmpty());
        assertThat(DetachedCluster.status(directory())).isEmpty();
    }

    private Path directory() {
        return temporary.getRoot().toPath().resolve("cluster");
    }

    /** All processes that have the cluster's directory on their command line. */
    private List<String> processes() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            for (Path process : all.filter(path -> path.getFileName().toString().matches("\\d+"))
                    .toList()) {
                try {
                    String line = Files.readString(process.resolve("cmdline")).replace('\0', ' ');
                    if (line.contains(directory().toString())) {
                        found.add(line);
                    }
                } catch (IOException e) {
                    // It ended while we looked.
                    continue;
                }
            }
        }
        return found;
    }
}
