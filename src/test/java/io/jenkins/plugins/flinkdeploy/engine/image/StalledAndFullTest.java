package io.jenkins.plugins.flinkdeploy.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.localcluster.registry.FaultyRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Assume;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A registry that takes a request and says nothing, and a disk that is full. */
public class StalledAndFullTest {
    /** How long Jib waits for an answer, in milliseconds; twenty seconds when nothing is said. */
    private static final String TIME_LIMIT = "jib.httpTimeout";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final CountDownLatch end = new CountDownLatch(1);
    private TestBuild build;
    private TestRegistry registry;
    private FaultyRegistry faulty;

    @Before
    public void start() throws Exception {
        build = new TestBuild(folder.getRoot().toPath());
        registry = TestRegistry.Kind.EMBEDDED.start(folder.newFolder("registry").toPath());
        TestRegistry.pushBase(
                registry.address() + "/flink:1", folder.newFolder("base").toPath());
        faulty = new FaultyRegistry(registry.address());
    }

    @After
    public void stop() throws IOException {
        end.countDown();
        System.clearProperty(TIME_LIMIT);
        faulty.close();
        registry.close();
    }

    @Test
    public void a_registry_that_does_not_answer_once_is_asked_again() throws Exception {
        System.setProperty(TIME_LIMIT, "3000");
        stall(1);
        assertThat(build.run(faulty.address()).pushedBytes()).isPositive();
        assertThat(build.log).anyMatch(line -> line.contains("trying again"));
    }

    @Test
    public void a_registry_that_never_answers_ends_the_build_and_is_named() throws Exception {
        System.setProperty(TIME_LIMIT, "1000");
        stall(100);
        ImageRequest request = build.request(faulty.address(), "cache");
        assertThat(Paragraphs.of(() ->
                        build.builder(2).build(request, RegistryCredentials.of("nobody", "secret"), build.log::add)))
                .contains(faulty.address() + "/team/app", "did not answer in time");
        assertThat(build.pauses).hasSize(1);
    }

    /** On a real file system of one megabyte, which takes a superuser to make. */
    @Test
    public void a_disk_that_is_full_is_told_with_the_directory_that_is_on_it() throws Exception {
        Path small = folder.newFolder("small").toPath();
        Assume.assumeTrue(
                "file systems may be mounted here",
                succeeds("mount", "-t", "tmpfs", "-o", "size=100k", "tmpfs", small.toString()));
        try {
            ImageRequest request = build.request(faulty.address(), "cache").withCaches(ImageCaches.below(small));
            assertThat(Paragraphs.of(() -> build.builder(2)
                            .build(request, RegistryCredentials.of("nobody", "secret"), build.log::add)))
                    .contains("The disk is full", small.toString(), "Free some space");
            assertThat(faulty.requests()).noneMatch(line -> line.startsWith("PUT /v2/team/app/manifests"));
        } finally {
            succeeds("umount", small.toString());
        }
        assertThat(build.run(faulty.address()).pushedBytes()).isPositive();
    }

    private void stall(int times) {
        for (int i = 0; i < times; i++) {
            faulty.changeNext("POST", "/v2/team/app/blobs/uploads/", (exchange, bytes) -> {
                try {
                    return end.await(1, TimeUnit.MINUTES) || true;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return true;
                }
            });
        }
    }

    private static boolean succeeds(String... command) throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of("/bin", command[0])) && !Files.isExecutable(Path.of("/usr/bin", command[0]))) {
            return false;
        }
        Process process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor() == 0;
    }
}
