package io.jenkins.plugins.flinkdeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionReader;
import io.jenkins.plugins.flinkdeploy.engine.definition.NamedSource;
import io.jenkins.plugins.flinkdeploy.engine.image.BuiltImage;
import io.jenkins.plugins.flinkdeploy.engine.image.ImageCaches;
import io.jenkins.plugins.flinkdeploy.engine.image.RegistryCredentials;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.localcluster.registry.EmbeddedRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** From the cluster file to what a registry has. */
public class JobImageBuildTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final List<String> log = new ArrayList<>();
    private EmbeddedRegistry registry;
    private Path root;

    @Before
    public void start() throws Exception {
        registry = EmbeddedRegistry.start(folder.newFolder("registry").toPath(), 0);
        root = project("clone");
        pushBase("flink:1", Set.of(new Platform("amd64", "linux")));
    }

    @After
    public void stop() {
        registry.close();
    }

    @Test
    public void user_variables_and_labels_of_the_file_are_those_of_the_image() throws Exception {
        BuiltImage built =
                build(root, image("user: '9999:0', env: {TZ: UTC}, labels: {org.example.team: orders}"), "a");

        JsonNode config = config(built.digest()).path("config");
        assertThat(config.path("User").asText()).isEqualTo("9999:0");
        assertThat(config.path("Env")).extracting(JsonNode::asText).contains("TZ=UTC");
        assertThat(config.path("Labels")).hasToString("{\"org.example.team\":\"orders\"}");
    }

    @Test
    public void two_commits_with_the_same_files_have_one_digest_unless_the_image_is_to_tell_its_commit()
            throws Exception {
        Path other = project("other-clone");

        assertThat(build(other, image(""), "b").digest())
                .isEqualTo(build(root, image(""), "a").digest());
        BuiltImage told = build(root, image("provenance: [commit, source, build]"), "a");
        assertThat(build(other, image("provenance: [commit, source, build]"), "b")
                        .digest())
                .isNotEqualTo(told.digest());
        assertThat(config(told.digest()).at("/config/Labels"))
                .isEqualTo(
                        Json.read(
                                """
                        {"org.opencontainers.image.revision": "a",
                         "org.opencontainers.image.source": "https://git.example.org/orders.git",
                         "org.opencontainers.image.url": "https://ci.example.org/job/1"}
                        """));
    }

    @Test
    public void an_image_for_two_platforms_is_an_index_of_two_images_with_the_same_layers() throws Exception {
        pushBase("flink:2", Set.of(new Platform("amd64", "linux"), new Platform("arm64", "linux")));
        String image = image("platforms: [linux/arm64, linux/amd64]").replace("flink:1", "flink:2");

        BuiltImage built = build(root, image, "a");

        JsonNode index = manifest(built.digest());
        assertThat(index.path("manifests"))
                .extracting(entry -> entry.at("/platform/architecture").asText())
                .containsExactlyInAnyOrder("amd64", "arm64");
        List<JsonNode> files = new ArrayList<>();
        for (JsonNode entry : index.path("manifests")) {
            JsonNode layers = manifest(entry.path("digest").asText()).path("layers");
            files.add(layers.get(layers.size() - 1).path("digest"));
        }
        assertThat(files.get(0)).isEqualTo(files.get(1));
        assertThat(build(root, image, "a").pushedBytes()).isZero();
    }

    @Test
    public void a_base_image_that_is_not_there_for_all_platforms_is_refused() {
        assertThatThrownBy(() -> build(root, image("platforms: [linux/arm64, linux/amd64]"), "a"))
                .hasMessageContaining(
                        "flink:1 is for one platform, and the image is to be for linux/amd64, linux/arm64");
    }

    private BuiltImage build(Path directory, String image, String commit) throws InterruptedException {
        Order.Provenance provenance = new Order.Provenance(
                Optional.of(commit), Optional.of("https://ci.example.org/job/1"), Optional.empty());
        return JobImage.of(cluster(image), provenance, false)
                .orElseThrow()
                .build(
                        directory,
                        RegistryCredentials.fromDockerConfig(),
                        ImageCaches.below(folder.getRoot().toPath().resolve("cache")),
                        log::add);
    }

    private String image(String more) {
        return "base: " + registry.address() + "/flink:1, repository: " + registry.address()
                + "/orders, files: {/opt/flink/conf/a.txt: a.txt}" + (more.isEmpty() ? "" : ", " + more);
    }

    private static ClusterDefinition cluster(String image) {
        String text =
                """
                version: 1
                service: orders
                clusters:
                  main:
                    flinkVersion: "1.19"
                    image: {%s}
                    jobs: {orders: {jar: 'local:///opt/flink/examples/a.jar', state: stateless}}
                """
                        .formatted(image);
        return DefinitionReader.read(new NamedSource("flink.yaml", text), "orders")
                .clusters()
                .get(0);
    }

    private Path project(String name) throws IOException {
        Path directory = folder.newFolder(name).toPath();
        Files.writeString(directory.resolve("a.txt"), "a");
        Files.createDirectories(directory.resolve(".git"));
        Files.writeString(
                directory.resolve(".git/config"),
                "[remote \"backup\"]\n\turl = x\n[remote \"origin\"]\n\turl = https://me:secret@git.example.org/orders.git\n");
        return directory;
    }

    private void pushBase(String name, Set<Platform> platforms) throws Exception {
        Path scratch = folder.newFolder().toPath();
        Path file = Files.writeString(scratch.resolve("flink"), "not really Flink");
        Jib.fromScratch()
                .setPlatforms(platforms)
                .setFileEntriesLayers(List.of(FileEntriesLayer.builder()
                        .setName("flink")
                        .addEntry(file, AbsoluteUnixPath.get("/opt/flink/flink"))
                        .build()))
                .containerize(Containerizer.to(RegistryImage.named(registry.address() + "/" + name))
                        .setAllowInsecureRegistries(true)
                        .setBaseImageLayersCache(scratch.resolve("base"))
                        .setApplicationLayersCache(scratch.resolve("application")));
    }

    private JsonNode config(String digest) throws Exception {
        return get("blobs/" + manifest(digest).at("/config/digest").asText());
    }

    private JsonNode manifest(String digest) throws Exception {
        return get("manifests/" + digest);
    }

    private JsonNode get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + registry.address() + "/v2/orders/" + path))
                .header("Accept", "*/*")
                .build();
        return Json.read(
                HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
}
