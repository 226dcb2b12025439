package io.jenkins.plugins.flinkdeploy.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.flinkdeploy.localcluster.registry.FaultyRegistry;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;

/** Pushes that do not come to their end: at the registry of the local cluster, and at Debian's where that is installed. */
@RunWith(Parameterized.class)
public class CutOffTest {
    private static final String UPLOAD = "/v2/team/app/blobs/uploads/.+";
    private static final int PATIENCE_MINUTES = 5;

    @Parameters(name = "{0}")
    public static List<TestRegistry.Kind> registries() {
        return List.of(TestRegistry.Kind.values());
    }

    @Parameter
    public TestRegistry.Kind kind;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private TestBuild build;
    private Path storage;
    private volatile TestRegistry registry;
    private FaultyRegistry faulty;

    @Before
    public void start() throws Exception {
        build = new TestBuild(folder.getRoot().toPath());
        storage = folder.newFolder("registry").toPath();
        registry = kind.start(storage);
        TestRegistry.pushBase(
                registry.address() + "/flink:1", folder.newFolder("base").toPath());
        faulty = new FaultyRegistry(registry.address());
    }

    @After
    public void stop() throws IOException {
        if (registry != null) {
            faulty.close();
            registry.close();
        }
    }

    @Test
    public void a_registry_that_is_killed_in_the_middle_of_a_push_and_started_again_gets_the_image() throws Exception {
        int port = Integer.parseInt(registry.address().replaceFirst(".*:", ""));
        faulty.changeNext("PATCH", UPLOAD, (exchange, bytes) -> {
            registry.close();
            registry = kind.start(storage, port);
            // Without an answer the connection is cut.
            return true;
        });
        BuiltImage image = build.run(faulty.address());
        assertThat(build.log).anyMatch(line -> line.contains("trying again"));
        assertThat(exists(image.digest())).isTrue();
        assertThat(build.run(faulty.address()).digest()).isEqualTo(image.digest());
    }

    @Test
    public void a_connection_that_is_reset_at_any_kind_of_request_is_opened_again() throws Exception {
        for (String request : List.of(
                "GET /v2/flink/manifests/1",
                "HEAD /v2/team/app/blobs/.+",
                "POST /v2/team/app/blobs/uploads/",
                "PATCH " + UPLOAD,
                "PUT " + UPLOAD,
                "PUT /v2/team/app/manifests/.+")) {
            String[] parts = request.split(" ");
            faulty.changeNext(parts[0], parts[1], (exchange, bytes) -> true);
        }
        assertThat(exists(build.run(faulty.address()).digest())).isTrue();
        assertThat(build.pauses).as("one for each request at most").hasSizeBetween(1, 6);
    }

    @Test
    public void an_aborted_build_leaves_no_tag_no_thread_and_a_cache_that_the_next_build_can_use() throws Exception {
        CountDownLatch sending = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        faulty.changeNext("PATCH", UPLOAD, (exchange, bytes) -> {
            sending.countDown();
            return awaited(end);
        });
        Thread builder = Thread.currentThread();
        Thread aborter = new Thread(() -> {
            if (awaited(sending)) {
                builder.interrupt();
            }
        });
        aborter.start();
        assertThatThrownBy(() -> build.run(faulty.address())).isInstanceOf(InterruptedException.class);
        end.countDown();
        aborter.join();
        assertThat(Thread.interrupted()).isFalse();
        assertThat(exists(ImageRequest.DEFAULT_TAG)).isFalse();
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .noneMatch(thread -> thread.getName().startsWith(SecretRequests.THREADS)));
        for (String cache : List.of("base", "application")) {
            try (Stream<Path> users = Files.list(
                    folder.getRoot().toPath().resolve("cache").resolve(cache).resolve("users"))) {
                assertThat(users).isEmpty();
            }
        }
        assertThat(exists(build.run(faulty.address()).digest())).isTrue();
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(PATIENCE_MINUTES, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean exists(String reference) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create("http://" + registry.address() + "/v2/team/app/manifests/" + reference)
                        .toURL()
                        .openConnection();
        connection.setRequestProperty("Accept", "application/vnd.docker.distribution.manifest.v2+json");
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    }
}
