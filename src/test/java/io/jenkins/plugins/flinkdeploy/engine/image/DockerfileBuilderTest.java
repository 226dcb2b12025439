package io.jenkins.plugins.flinkdeploy.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.flinkdeploy.engine.definition.DockerfileBuild;
import io.jenkins.plugins.flinkdeploy.engine.definition.ImageTool;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Assume;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** With buildah where this machine has it; what the others are told is read from programs that write it down. */
public class DockerfileBuilderTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private TestRegistry registry;
    private Path root;
    private Path bin;
    private Path userConfig;

    @Before
    public void start() throws Exception {
        registry = TestRegistry.Kind.EMBEDDED.start(folder.newFolder("registry").toPath());
        TestRegistry.pushBase(
                registry.address() + "/flink:1", folder.newFolder("base-cache").toPath());
        root = folder.newFolder("project").toPath();
        bin = folder.newFolder("bin").toPath();
        userConfig = folder.newFolder("docker").toPath();
        Files.writeString(root.resolve("a.txt"), "a");
        Files.writeString(
                root.resolve("Dockerfile"),
                "ARG BASE=" + registry.address() + "/flink:1\nFROM ${BASE} AS files\nCOPY a.txt /opt/a.txt\n"
                        + "FROM files AS job\nENV JOB=1\n");
    }

    @After
    public void stop() throws Exception {
        registry.close();
    }

    @Test
    public void buildah_builds_and_pushes_and_the_registry_says_the_digest() throws Exception {
        realBuildah();

        BuiltImage first = build(ImageTool.AUTO, Optional.of("job"));
        BuiltImage again = build(ImageTool.BUILDAH, Optional.of("job"));
        Files.writeString(root.resolve("a.txt"), "b");
        BuiltImage changed = build(ImageTool.BUILDAH, Optional.of("files"));

        assertThat(first.digest()).matches("sha256:[0-9a-f]{64}");
        assertThat(first.pushedBytes()).isPositive();
        assertThat(again.digest()).isEqualTo(first.digest());
        assertThat(again.pushedBytes()).isZero();
        assertThat(again.skippedBytes()).isEqualTo(first.pushedBytes());
        assertThat(changed.digest()).isNotEqualTo(first.digest());
        assertThat(log)
                .anyMatch(line -> line.startsWith("buildah: "))
                .contains("Image: " + registry.address() + "/orders@" + first.digest());
    }

    @Test
    public void a_build_that_fails_is_told_with_the_last_words_of_the_tool() throws Exception {
        realBuildah();
        Files.writeString(root.resolve("Dockerfile"), "FROM " + registry.address() + "/flink:1\nCOPY none.txt /opt/\n");

        assertThatThrownBy(() -> build(ImageTool.BUILDAH, Optional.empty()))
                .hasMessageContaining("buildah failed to build " + registry.address() + "/orders:7")
                .hasMessageContaining("none.txt")
                .hasMessageContaining("No image was pushed; the running job was not touched.");
    }

    @Test
    public void docker_gets_arguments_stage_platform_labels_and_cache_and_credentials_by_a_private_file_alone()
            throws Exception {
        TestRegistry.pushBase(
                registry.address() + "/orders:7", folder.newFolder().toPath());
        Files.writeString(
                userConfig.resolve("config.json"),
                "{\"currentContext\": \"remote\", \"credsStore\": \"desktop\", \"auths\": {\"other\": {\"auth\": \"x\"}}}");
        recording("docker", "");

        build(ImageTool.DOCKER, Optional.of("job"));

        List<String> lines = Files.readAllLines(bin.resolve("docker.args"));
        String image = registry.address() + "/orders:7";
        String cache = registry.address() + "/cache:latest";
        assertThat(lines)
                .containsExactly(
                        "build --file " + root + "/Dockerfile --tag " + image
                                + " --platform linux/amd64 --build-arg VERSION=1 --label team=a --target job"
                                + " --cache-from " + cache + " --build-arg BUILDKIT_INLINE_CACHE=1 " + root,
                        "push " + image,
                        "tag " + image + " " + cache,
                        "push " + cache);
        assertThat(Json.read(Files.readString(bin.resolve("docker.config"))))
                .isEqualTo(Json.read("{\"currentContext\": \"remote\", \"auths\": {\"" + registry.address()
                        + "\": {\"auth\": \""
                        + Base64.getEncoder().encodeToString("kim:s3cret-word".getBytes()) + "\"}}}"));
        assertThat(Files.readString(bin.resolve("docker.mode"))).startsWith("drwx------");
        assertThat(Files.readString(bin.resolve("docker.env"))).doesNotContain("s3cret-word");
        assertThat(Path.of(Files.readString(bin.resolve("docker.directory")).strip()))
                .doesNotExist();
        assertThat(String.join("\n", log)).doesNotContain("s3cret-word");
    }

    @Test
    public void podman_and_kaniko_are_told_the_same_in_their_words() throws Exception {
        TestRegistry.pushBase(
                registry.address() + "/orders:7", folder.newFolder().toPath());
        recording("podman", "");
        recording("executor", "");
        String image = registry.address() + "/orders:7";
        String cache = registry.address() + "/cache";

        build(ImageTool.PODMAN, Optional.empty());
        build(ImageTool.KANIKO, Optional.empty());

        assertThat(Files.readString(bin.resolve("podman.args")).replaceAll("/\\S*/digest", "DIGEST"))
                .isEqualTo("build --layers --timestamp 315532800 --file " + root + "/Dockerfile --tag " + image
                        + " --platform linux/amd64 --build-arg VERSION=1 --label team=a --cache-from " + cache
                        + " --cache-to " + cache + " --tls-verify=false " + root + "\n"
                        + "push --digestfile DIGEST --tls-verify=false " + image + "\n");
        assertThat(Files.readString(bin.resolve("executor.args")).replaceAll("/\\S*/digest", "DIGEST"))
                .isEqualTo("--context dir://" + root + " --dockerfile " + root + "/Dockerfile --destination " + image
                        + " --reproducible --digest-file DIGEST --custom-platform linux/amd64 --build-arg VERSION=1"
                        + " --label team=a --cache=true --cache-repo " + cache
                        + " --insecure-pull --skip-tls-verify-pull --insecure --skip-tls-verify\n");
    }

    @Test
    public void docker_without_an_engine_is_passed_over_and_nothing_at_all_is_told() throws Exception {
        recording("docker", "exit 1");
        assertThatThrownBy(() -> build(ImageTool.AUTO, Optional.empty()))
                .hasMessageContaining("it has docker alone, whose engine does not answer.");
        assertThatThrownBy(() -> build(ImageTool.PODMAN, Optional.empty()))
                .hasMessageContaining("is to be built by podman, which this machine does not have");

        TestRegistry.pushBase(
                registry.address() + "/orders:7", folder.newFolder().toPath());
        recording("podman", "");
        build(ImageTool.AUTO, Optional.empty());
        assertThat(log).contains("Image: the engine of docker does not answer, so podman builds the Dockerfile");
    }

    @Test
    public void a_context_outside_the_directory_of_the_file_is_refused() {
        assertThatThrownBy(() -> build(new DockerfileBuild(
                        "Dockerfile", "..", Map.of(), Optional.empty(), ImageTool.AUTO, Optional.empty())))
                .hasMessageContaining("\"..\" is not a directory below");
    }

    private BuiltImage build(ImageTool tool, Optional<String> target) throws Exception {
        boolean cached = tool != ImageTool.BUILDAH && tool != ImageTool.AUTO;
        return build(new DockerfileBuild(
                "Dockerfile",
                ".",
                Map.of("VERSION", "1"),
                target,
                tool,
                cached ? Optional.of(registry.address() + "/cache") : Optional.empty()));
    }

    private BuiltImage build(DockerfileBuild dockerfile) throws InterruptedException {
        DockerfileRequest request = new DockerfileRequest(
                dockerfile,
                registry.address() + "/orders",
                "7",
                Map.of("team", "a"),
                "linux/amd64",
                RegistryAccess.DEFAULT);
        return new DockerfileBuilder(new DockerfileTools(List.of(bin)), userConfig)
                .build(root, request, RegistryCredentials.of("kim", "s3cret-word"), log::add);
    }

    /** A program that writes down how it is called. */
    private void recording(String name, String more) throws IOException {
        script(
                name,
                """
                d=$(dirname "$0")
                test "$1" = version || echo "$@" >> $d/NAME.args
                cat $DOCKER_CONFIG/config.json > $d/NAME.config
                ls -ld $DOCKER_CONFIG > $d/NAME.mode
                echo $DOCKER_CONFIG > $d/NAME.directory
                env > $d/NAME.env
                MORE
                """
                        .replace("NAME", name)
                        .replace("MORE", more));
    }

    private void realBuildah() throws IOException {
        Optional<Path> buildah = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, "buildah"))
                .filter(Files::isExecutable)
                .findFirst();
        Assume.assumeTrue("buildah is not installed", buildah.isPresent());
        Path storage = folder.newFolder("storage").toPath();
        script(
                "buildah",
                "export BUILDAH_ISOLATION=chroot\nexec " + buildah.get() + " --root " + storage + "/root --runroot "
                        + storage + "/run --storage-driver vfs \"$@\"\n");
    }

    private void script(String name, String body) throws IOException {
        Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + body);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
