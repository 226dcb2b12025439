package io.jenkins.plugins.flinkdeploy.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.localcluster.registry.EmbeddedRegistry;
import io.jenkins.plugins.flinkdeploy.localcluster.registry.FaultyRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A registry behind one that makes chosen requests go wrong. */
public class FaultsTest {
    private static final String PUSH_START = "/v2/team/app/blobs/uploads/";
    private static final String PUSH = "/v2/team/app/blobs/uploads/.+";
    private static final String MANIFEST = "/v2/team/app/manifests/.+";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
    private TestRegistry registry;
    private FaultyRegistry faulty;
    /** Pauses take no time in these tests, but for a registry that has to come back meanwhile. */
    private volatile CountDownLatch registryIsUp = new CountDownLatch(0);

    private String baseDigest;
    private String clean;

    @Before
    public void start() throws Exception {
        registry = TestRegistry.Kind.EMBEDDED.start(folder.newFolder("registry").toPath());
        faulty = new FaultyRegistry(registry.address());
        baseDigest = TestRegistry.pushBase(
                registry.address() + "/flink:1", folder.newFolder("base").toPath());
        clean = new ImageBuilder()
                .build(request(registry.address(), "clean-cache", "other/app"), credentials(), line -> {})
                .digest();
    }

    @After
    public void stop() throws IOException {
        faulty.close();
        registry.close();
    }

    @Test
    public void too_many_requests_are_tried_again_after_the_time_that_the_registry_asks_for() throws Exception {
        faulty.failNext(1, "POST", PUSH_START, 429, "", "Retry-After", "7");
        assertThat(build().digest()).isEqualTo(clean);
        assertThat(pauses).containsExactly(Duration.ofSeconds(7));
        assertThat(log).anyMatch(line -> line.contains("HTTP status 429; trying again in 7 s (attempt 2 of 6)"));
    }

    @Test
    public void a_date_to_retry_after_is_understood_and_bounded() throws Exception {
        faulty.failNext(1, "PUT", MANIFEST, 429, "", "Retry-After", "Thu, 01 Jan 2026 00:00:20 GMT");
        faulty.failNext(1, "PUT", MANIFEST, 429, "", "Retry-After", "Thu, 01 Jan 2026 09:00:00 GMT");
        build();
        assertThat(pauses).containsExactly(Duration.ofSeconds(20), Duration.ofMinutes(1));
    }

    @Test
    public void an_overloaded_registry_is_tried_again_at_each_step_with_growing_pauses() throws Exception {
        faulty.failNext(2, "GET", "/v2/flink/manifests/1", 503, "");
        faulty.failNext(1, "PUT", PUSH, 502, "");
        faulty.failNext(1, "PUT", MANIFEST, 500, "");
        assertThat(build().digest()).isEqualTo(clean);
        assertThat(pauses)
                .startsWith(Duration.ofSeconds(1), Duration.ofSeconds(2))
                .hasSize(4);
    }

    @Test
    public void a_registry_that_stays_broken_ends_the_build_after_six_attempts() {
        faulty.failNext(1000, "POST", PUSH_START, 503, "");
        assertThatThrownBy(this::build)
                .isInstanceOf(UserException.class)
                .hasMessageContaining("HTTP status 503")
                .hasMessageContaining("running job was not touched");
        assertThat(pauses).hasSize(5);
    }

    @Test
    public void denied_and_expired_are_not_tried_again() {
        faulty.failNext(1000, "POST", PUSH_START, 403, "");
        assertThatThrownBy(this::build).hasMessageContaining("forbids this user to push");
        assertThat(pauses).isEmpty();
    }

    @Test
    public void an_upload_that_the_registry_forgot_begins_anew() throws Exception {
        faulty.failNext(
                1,
                "PATCH",
                PUSH,
                404,
                "{\"errors\":[{\"code\":\"BLOB_UPLOAD_UNKNOWN\",\"message\":\"blob upload unknown\"}]}");
        assertThat(build().digest()).isEqualTo(clean);
        assertThat(pauses).hasSize(1);
    }

    @Test
    public void a_registry_that_dies_in_the_middle_of_a_push_and_comes_back_gets_the_image() throws Exception {
        Path storage = folder.getRoot().toPath().resolve("registry");
        int port = Integer.parseInt(registry.address().replaceFirst(".*:", ""));
        faulty.changeNext("PATCH", PUSH, (exchange, bytes) -> {
            registryIsUp = new CountDownLatch(1);
            registry.close();
            EmbeddedRegistry again = EmbeddedRegistry.start(storage, port);
            registry = new TestRegistry.Started(again.address(), again::close);
            registryIsUp.countDown();
            // Without an answer the connection is cut.
            return true;
        });
        assertThat(build().digest()).isEqualTo(clean);
        assertThat(log).anyMatch(line -> line.contains("retried") || line.contains("trying again"));
    }

    @Test
    public void a_base_layer_that_ends_early_is_fetched_again() throws Exception {
        faulty.changeNext("GET", "/v2/flink/blobs/.+", (exchange, bytes) -> {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
            exchange.getResponseBody().flush();
            return true;
        });
        assertThat(build().digest()).isEqualTo(clean);
    }

    @Test
    public void a_base_layer_with_other_content_never_gets_into_an_image() throws Exception {
        for (int i = 0; i < 20; i++) {
            faulty.changeNext("GET", "/v2/flink/blobs/.+", (exchange, bytes) -> {
                byte[] other = "{\"architecture\":\"amd64\"}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, other.length);
                exchange.getResponseBody().write(other);
                return true;
            });
        }
        assertThatThrownBy(this::build)
                .isInstanceOf(UserException.class)
                .hasMessageContaining("digest")
                .hasMessageContaining("No image was pushed");
        assertThat(faulty.requests()).noneMatch(request -> request.startsWith("PUT /v2/team/app/manifests"));
    }

    @Test
    public void a_manifest_with_another_digest_than_asked_for_is_refused() throws Exception {
        faulty.changeNext("GET", "/v2/flink/manifests/.+", (exchange, bytes) -> {
            byte[] other = (new String(bytes, StandardCharsets.UTF_8) + " ").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/vnd.docker.distribution.manifest.v2+json");
            exchange.sendResponseHeaders(200, other.length);
            exchange.getResponseBody().write(other);
            return true;
        });
        ImageRequest byDigest = ImageRequest.of(
                        faulty.address() + "/flink@" + baseDigest,
                        faulty.address() + "/team/app",
                        request(faulty.address(), "cache", "team/app").layers())
                .withCaches(ImageCaches.below(folder.getRoot().toPath().resolve("cache")));
        assertThatThrownBy(() -> builder().build(byDigest, credentials(), log::add))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("The registry sent an image with digest sha256:")
                .hasMessageContaining("Do not use that registry");
    }

    @Test
    public void a_base_registry_that_is_away_does_not_stop_builds_on_an_image_that_is_known() throws Exception {
        BuiltImage first = build();
        faulty.failNext(1000, "GET", "/v2/flink/manifests/1", 503, "");
        BuiltImage second = build();
        assertThat(second.digest()).isEqualTo(first.digest());
        assertThat(log).anyMatch(line -> line.contains("going on with what") && line.contains(baseDigest));
    }

    @Test
    public void a_full_disk_of_the_registry_is_told() {
        faulty.failNext(1000, "PUT", PUSH, 507, "no space left on device");
        assertThatThrownBy(this::build).isInstanceOf(UserException.class).hasMessageContaining("HTTP status 507");
    }

    @Test
    public void a_full_disk_here_is_told() {
        Exception full = new FileSystemException("/cache/layers/x", null, "No space left on device");
        ImageRequest request = request("registry.example.org", "cache", "team/app");
        assertThat(new Failures(References.of(request), request.caches(), new Transfers()).explain(full))
                .hasMessageContaining("The disk is full on the machine that builds the image")
                .hasMessageContaining(request.caches().base())
                .hasMessageContaining("Free some space");
    }

    private BuiltImage build() throws InterruptedException {
        return builder().build(request(faulty.address(), "cache", "team/app"), credentials(), log::add);
    }

    private ImageBuilder builder() {
        Clock clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
        return new ImageBuilder(
                References::isLoopback,
                new BackOff(6, Duration.ofSeconds(1), Duration.ofMinutes(1), clock),
                duration -> {
                    pauses.add(duration);
                    registryIsUp.await();
                });
    }

    private ImageRequest request(String address, String cache, String repository) {
        return ImageRequest.of(
                        address + "/flink:1",
                        address + "/" + repository,
                        List.of(
                                new FileLayer("files", List.of(ImageFile.of(noise("a"), "/opt/a"))),
                                new FileLayer("job jar", List.of(ImageFile.of(noise("b"), "/opt/b")))))
                .withCaches(ImageCaches.below(folder.getRoot().toPath().resolve(cache)));
    }

    private Path noise(String name) {
        try {
            byte[] bytes = new byte[50_000];
            new Random(name.hashCode()).nextBytes(bytes);
            return Files.write(folder.getRoot().toPath().resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RegistryCredentials credentials() {
        return RegistryCredentials.of("nobody", "secret");
    }
}
