package io.jenkins.plugins.flinkdeploy.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.flinkdeploy.localcluster.api.LocalApiServer;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.ArtifactResolver;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.ClusterArtifacts;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.FlinkRelease;
import io.jenkins.plugins.flinkdeploy.localcluster.registry.EmbeddedRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Everything a person can get wrong: one paragraph that says what, and what was left untouched. */
public class BadInputTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private LocalApiServer api;
    private EmbeddedRegistry registry;
    private Path kubeconfig;

    @Before
    public void start() throws IOException {
        api = LocalApiServer.start(0);
        api.createNamespace("streaming");
        for (InputStream definition : ClusterArtifacts.resolve(FlinkRelease.NEWEST, new ArtifactResolver())
                .customResourceDefinitions()) {
            api.installCrds(definition);
        }
        registry = EmbeddedRegistry.start(folder.newFolder("registry").toPath(), 0);
        kubeconfig = folder.getRoot().toPath().resolve("kubeconfig");
        api.writeKubeconfig(kubeconfig, "test", "streaming");
    }

    @After
    public void stop() {
        registry.close();
        api.close();
    }

    @Test
    public void a_file_that_is_not_there_is_named() {
        CommandLineRun run = deploy(folder.getRoot().toPath().resolve("absent.yaml"));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("absent.yaml").contains("Nothing was built");
    }

    @Test
    public void malformed_yaml_is_told_with_line_and_column() throws IOException {
        CommandLineRun run = deploy(write("version: 1\nclusters: {main: [\n"));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).containsPattern("flink\\.yaml:\\d+:\\d+").contains("Nothing was built");
    }

    @Test
    public void an_unknown_key_is_told_with_its_place_and_the_nearest_known_key() throws IOException {
        CommandLineRun run = deploy(write(file().replace("taskManager:", "taskManger:")));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err())
                .containsPattern("flink\\.yaml:\\d+:\\d+")
                .contains("taskManger")
                .contains("taskManager")
                .contains("Nothing was built");
    }

    @Test
    public void a_missing_jar_is_told_before_anything_is_touched() throws IOException {
        CommandLineRun run = deploy(write(file()));

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.all()).contains("target/job.jar").contains("a running job goes on");
        assertThatNothingWasApplied();
    }

    @Test
    public void a_jar_without_a_main_class_is_told_before_anything_is_touched() throws IOException {
        writeJar(null);

        CommandLineRun run = deploy(write(file()));

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.all()).contains("job.jar").contains("Main-Class").contains("a running job goes on");
        assertThatNothingWasApplied();
    }

    @Test
    public void a_registry_that_does_not_answer_is_told_before_anything_is_touched() throws IOException {
        writeJar("org.example.Job");
        String address = registry.address();
        registry.close();

        CommandLineRun run = deploy(write(file()));

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.all()).contains(address).contains("a running job goes on");
        assertThatNothingWasApplied();
    }

    @Test
    public void an_api_server_that_does_not_answer_is_told_with_what_was_left_untouched() throws IOException {
        api.setOutage(true);

        CommandLineRun run = deploy(write(file()), "--timeout", "1s");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.all()).contains("cannot be reached").contains("a running job goes on");
    }

    @Test
    public void a_missing_namespace_is_named() throws IOException {
        CommandLineRun run = deploy(write(file().replace("namespace: streaming", "namespace: absent")));

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.all()).contains("namespace absent does not exist").contains("a running job goes on");
    }

    @Test
    public void a_cluster_without_the_operator_is_told_so() throws IOException {
        try (LocalApiServer bare = LocalApiServer.start(0)) {
            bare.createNamespace("streaming");
            bare.writeKubeconfig(kubeconfig, "test", "streaming");

            CommandLineRun run = deploy(write(file()));

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.all())
                    .contains("does not know the kind FlinkDeployment")
                    .contains("Operator")
                    .contains("a running job goes on");
        }
    }

    @Test
    public void a_kubeconfig_without_the_context_is_refused_instead_of_taking_another() throws IOException {
        CommandLineRun run = CommandLineRun.of(
                "deploy",
                "--kubeconfig",
                kubeconfig.toString(),
                "--context",
                "absent",
                "-f",
                write(file()).toString());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("absent").contains("test");
    }

    @Test
    public void several_clusters_and_none_named_is_a_question_not_a_guess() throws IOException {
        String two = file() + file().substring(file().indexOf("  main:")).replace("  main:", "  other:");

        CommandLineRun run = deploy(write(two));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("several clusters: main, other").contains("main, other");
    }

    private CommandLineRun deploy(Path file, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "deploy",
                "--kubeconfig",
                kubeconfig.toString(),
                "--state-directory",
                folder.getRoot().toPath().resolve("state").toString(),
                "-f",
                file.toString()));
        arguments.addAll(List.of(more));
        return CommandLineRun.of(arguments.toArray(new String[0]));
    }

    private String file() {
        return """
                version: 1
                service: orders
                clusters:
                  main:
                    namespace: streaming
                    flinkVersion: "1.19"
                    image: {base: "%1$s/flink:1.19", jars: [target/job.jar], repository: %1$s/orders}
                    jobs:
                      orders: {jar: job.jar, state: stateless}
                    jobManager: {cpu: 0.5, memory: 1g}
                    taskManager: {cpu: 0.5, memory: 1g}
                """
                .formatted(registry.address());
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.getRoot().toPath().resolve("flink.yaml"), text);
    }

    private void writeJar(String mainClass) throws IOException {
        Path jar = folder.getRoot().toPath().resolve("target").resolve("job.jar");
        Files.createDirectories(jar.getParent());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (mainClass != null) {
            manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
        }
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest)) {
            entries.putNextEntry(new ZipEntry("org/example/Job.class"));
            entries.closeEntry();
        }
    }

    private void assertThatNothingWasApplied() {
        try (KubernetesClient client = api.newClient()) {
            assertThat(client.genericKubernetesResources("flink.apache.org/v1beta1", "FlinkDeployment")
                            .inNamespace("streaming")
                            .list()
                            .getItems())
                    .isEmpty();
        }
    }
}
