package io.jenkins.plugins.flinkdeploy.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;

/** Against the registry of the local cluster, and against Debian's docker-registry where that is installed. */
@RunWith(Parameterized.class)
public class ImageBuilderTest {
    @Parameters(name = "{0}")
    public static List<TestRegistry.Kind> registries() {
        return List.of(TestRegistry.Kind.values());
    }

    @Parameter
    public TestRegistry.Kind kind;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private TestRegistry registry;
    private String base;

    @Before
    public void start() throws Exception {
        registry = kind.start(folder.newFolder("registry").toPath());
        base = TestRegistry.pushBase(
                registry.address() + "/flink:1", folder.newFolder("base-cache").toPath());
    }

    @After
    public void stop() throws Exception {
        if (registry != null) {
            registry.close();
        }
    }

    @Test
    public void the_first_build_pushes_everything_that_the_base_repository_cannot_give() throws Exception {
        BuiltImage image = build(project("one", "v1"), "first");
        assertThat(image.digest()).matches("sha256:[a-f0-9]{64}");
        assertThat(image.baseDigest()).isEqualTo(base);
        assertThat(image.pushedBytes()).isPositive();
        assertThat(image.pinned()).isEqualTo(registry.address() + "/team/app@" + image.digest());
        assertThat(log)
                .anyMatch(line -> line.contains("layer job jar") && line.endsWith("new, pushed"))
                .anyMatch(line -> line.contains(image.pinned()))
                .anyMatch(line -> line.contains(base));
    }

    @Test
    public void the_same_build_again_pushes_nothing_and_gives_the_same_digest() throws Exception {
        Path project = project("one", "v1");
        BuiltImage first = build(project, "cache");
        log.clear();
        BuiltImage second = build(project, "cache");
        assertThat(second.digest()).isEqualTo(first.digest());
        assertThat(second.pushedBytes()).isZero();
        assertThat(second.skippedBytes()).isPositive();
        assertThat(log).anyMatch(line -> line.startsWith("Image: unchanged"));
    }

    @Test
    public void two_directories_with_two_caches_give_one_digest() throws Exception {
        BuiltImage first = build(project("one", "v1"), "cache-one");
        BuiltImage second = build(project("two", "v1"), "cache-two");
        assertThat(second.digest()).isEqualTo(first.digest());
        assertThat(second.pushedBytes()).isZero();
    }

    @Test
    public void a_change_of_the_job_jar_pushes_that_layer_alone() throws Exception {
        BuiltImage first = build(project("one", "v1"), "cache-one");
        log.clear();
        BuiltImage second = build(project("two", "v2"), "cache-two");
        assertThat(second.digest()).isNotEqualTo(first.digest());
        assertThat(log)
                .anyMatch(line -> line.contains("layer job jar") && line.endsWith("new, pushed"))
                .anyMatch(line -> line.contains("layer dependency jars") && line.endsWith("already in the registry"))
                .anyMatch(line -> line.contains("layer files") && line.endsWith("already in the registry"));
        // The layer and the configuration; the dependency is 200 kB that no compressor makes smaller.
        assertThat(second.pushedBytes()).isLessThan(10_000);
        assertThat(second.skippedBytes()).isGreaterThan(200_000);
    }

    @Test
    public void a_base_image_can_be_named_by_its_digest() throws Exception {
        BuiltImage byTag = build(project("one", "v1"), "cache-one");
        ImageRequest request =
                request(project("two", "v1"), "cache-two", registry.address() + "/flink@" + base, "team/app");
        BuiltImage byDigest = new ImageBuilder().build(request, credentials(), log::add);
        assertThat(byDigest.baseDigest()).isEqualTo(base);
        assertThat(byDigest.digest()).isEqualTo(byTag.digest());
    }

    @Test
    public void labels_and_environment_are_part_of_the_image() throws Exception {
        Path project = project("one", "v1");
        String plain = build(project, "cache").digest();
        ImageRequest request = request(project, "cache");
        String labelled = new ImageBuilder()
                .build(request.withLabels(Map.of("b", "2", "a", "1")), credentials(), log::add)
                .digest();
        String withVariable = new ImageBuilder()
                .build(request.withEnvironment(Map.of("STAGE", "test")), credentials(), log::add)
                .digest();
        assertThat(List.of(plain, labelled, withVariable)).doesNotHaveDuplicates();
    }

    @Test
    public void a_missing_base_image_is_named() throws Exception {
        assertRefused(request(project("one", "v1"), "cache", registry.address() + "/flink:none", "team/app"))
                .hasMessageContaining("base image " + registry.address() + "/flink:none is not in its registry");
    }

    @Test
    public void a_registry_that_refuses_connections_is_named() throws Exception {
        String closed = "127.0.0.1:" + closedPort();
        assertRefused(request(project("one", "v1"), "cache", closed + "/flink:1", "team/app"))
                .hasMessageContaining("registry of " + closed + "/flink cannot be reached");
    }

    @Test
    public void a_registry_whose_host_is_unknown_is_named() throws Exception {
        assertRefused(request(project("one", "v1"), "cache", "registry.invalid/flink:1", "team/app"))
                .hasMessageContaining("registry.invalid")
                .hasMessageContaining("not known here");
    }

    @Test
    public void a_loopback_target_does_not_open_plain_http_for_the_base_image() throws Exception {
        try (TestRegistry other =
                TestRegistry.Kind.EMBEDDED.start(folder.newFolder("other").toPath())) {
            ImageBuilder builder = new ImageBuilder(host -> host.equals(other.address()), BackOff.DEFAULT, pause -> {});
            ImageRequest request = request(project("one", "v1"), "cache");
            ImageRequest toOther = ImageRequest.of(request.base(), other.address() + "/team/app", request.layers())
                    .withCaches(request.caches());
            UserException refused =
                    catchThrowableOfType(UserException.class, () -> builder.build(toOther, credentials(), log::add));
            assertThat(refused)
                    .hasMessageContaining("no trusted TLS connection to the registry ")
                    .hasMessageContaining(registry.address());
        }
    }

    @Test
    public void invalid_names_are_refused_before_anything_is_sent() throws Exception {
        Path project = project("one", "v1");
        assertRefused(request(project, "cache", "Not A Name", "team/app")).hasMessageContaining("\"Not A Name\"");
        assertRefused(request(project, "cache", "scratch", "team/app")).hasMessageContaining("scratch");
        assertRefused(request(project, "cache", registry.address() + "/flink:1", "team/app:1.0"))
                .hasMessageContaining("has a tag");
        assertRefused(request(project, "cache").withTag("no spaces")).hasMessageContaining("\"no spaces\"");
    }

    @Test
    public void a_file_that_vanished_is_named() throws Exception {
        Path project = project("one", "v1");
        ImageRequest request = request(project, "cache");
        Files.delete(project.resolve("job.jar"));
        assertRefused(request).hasMessageContaining(project.resolve("job.jar").toString());
    }

    @Test
    public void a_build_leaves_no_threads_and_no_changed_system_properties_behind() throws Exception {
        Properties before = (Properties) System.getProperties().clone();
        build(project("one", "v1"), "cache");
        assertThat(System.getProperties()).isEqualTo(before);
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("flink-deploy-image-")));
    }

    @Test
    public void requests_and_results_travel_to_another_machine() throws Exception {
        ImageRequest request = request(project("one", "v1"), "cache").withLabels(Map.of("a", "1"));
        assertThat(copy(request)).isEqualTo(request);
        BuiltImage image = new ImageBuilder().build(request, copy(credentials()), log::add);
        assertThat(copy(image)).isEqualTo(image);
    }

    private AbstractThrowableAssert<?, ?> assertRefused(ImageRequest request) {
        return assertThatThrownBy(() -> new ImageBuilder().build(request, credentials(), log::add))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("running job was not touched.");
    }

    private BuiltImage build(Path project, String cache) throws InterruptedException {
        return new ImageBuilder().build(request(project, cache), credentials(), log::add);
    }

    private ImageRequest request(Path project, String cache) {
        return request(project, cache, registry.address() + "/flink:1", "team/app");
    }

    private ImageRequest request(Path project, String cache, String baseName, String repository) {
        List<FileLayer> layers = List.of(
                new FileLayer(
                        "files", List.of(ImageFile.of(project.resolve("conf.xml"), "/opt/flink/plugins/a/conf.xml"))),
                new FileLayer(
                        "dependency jars",
                        List.of(ImageFile.of(project.resolve("dependency.jar"), "/opt/flink/usrlib/dependency.jar"))),
                new FileLayer(
                        "job jar", List.of(ImageFile.of(project.resolve("job.jar"), "/opt/flink/usrlib/job.jar"))));
        return ImageRequest.of(baseName, registry.address() + "/" + repository, layers)
                .withCaches(ImageCaches.below(folder.getRoot().toPath().resolve(cache)));
    }

    private Path project(String directory, String version) throws IOException {
        Path project = folder.newFolder(directory).toPath();
        Files.writeString(project.resolve("conf.xml"), "<conf/>");
        byte[] noise = new byte[200_000];
        new Random(1).nextBytes(noise);
        Files.write(project.resolve("dependency.jar"), noise);
        Files.writeString(project.resolve("job.jar"), version);
        return project;
    }

    private static RegistryCredentials credentials() {
        return RegistryCredentials.of("nobody", "secret");
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static <T> T copy(T value) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            @SuppressWarnings("unchecked")
            T copied = (T) in.readObject();
            return copied;
        }
    }
}
