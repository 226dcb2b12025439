package io.jenkins.plugins.flinkdeploy.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.deploy.LocalCrd;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.localcluster.api.LocalApiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** {@code flink-deploy import}. */
public class ImportCommandTest {
    private static final String MANIFEST =
            """
            {"apiVersion": "flink.apache.org/v1beta1", "kind": "FlinkDeployment",
             "metadata": {"name": "orders-main", "namespace": "streaming"},
             "spec": {"image": "r/orders:1", "flinkVersion": "v1_19", "serviceAccount": "flink",
               "jobManager": {"resource": {"cpu": 1, "memory": "2048m"}},
               "taskManager": {"resource": {"cpu": 1, "memory": "2048m"}},
               "job": {"jarURI": "local:///opt/flink/usrlib/orders.jar", "parallelism": 2, "upgradeMode": "stateless"}}}
            """;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void a_live_resource_that_was_imported_exactly_is_not_restarted_by_the_first_deployment()
            throws IOException {
        Path kubeconfig = folder.getRoot().toPath().resolve("kubeconfig");
        try (LocalApiServer server = LocalCrd.start();
                ClusterApi cluster = LocalCrd.connect(server)) {
            server.writeKubeconfig(kubeconfig, "test", "streaming");
            cluster.create(Manifest.of((ObjectNode) Json.read(MANIFEST)));

            CommandLineRun imported = CommandLineRun.of(
                    "import", "--from-cluster", "orders-main", "--exact", "--kubeconfig", kubeconfig.toString());
            Path file = write("flink.yaml", imported.out());
            CommandLineRun plan =
                    CommandLineRun.of("plan", "-f", file.toString(), "--kubeconfig", kubeconfig.toString());

            assertThat(imported.exit()).as(imported.all()).isZero();
            assertThat(imported.out()).contains("service: orders\n").doesNotContain("resourceName");
            assertThat(plan.out()).as(imported.out()).doesNotContain("restarts").contains("orders-main: ");
            CommandLineRun absent =
                    CommandLineRun.of("import", "--from-cluster", "absent", "--kubeconfig", kubeconfig.toString());
            assertThat(absent.exit()).isEqualTo(2);
            assertThat(absent.err()).contains("There is no FlinkDeployment streaming/absent.");
        }
    }

    @Test
    public void a_file_becomes_a_cluster_file_that_validates_and_the_notes_are_told() throws IOException {
        CommandLineRun imported = CommandLineRun.of(
                "import", "-f", write("manifest.yaml", MANIFEST).toString());
        Path file = write("flink.yaml", imported.out());

        assertThat(imported.exit()).as(imported.all()).isZero();
        assertThat(imported.err())
                .contains("note: ")
                .contains("2048m is written 2g")
                .contains("--exact");
        assertThat(CommandLineRun.of("validate", "-f", file.toString()).exit()).isZero();
    }

    @Test
    public void an_instance_file_of_paasta_takes_its_directory_for_the_service() throws IOException {
        Path directory = folder.newFolder("parcels").toPath();
        Path file = Files.writeString(directory.resolve("flink-west.yaml"), "main: {job_type: stateless, pool: a}\n");

        CommandLineRun run = CommandLineRun.of("import", "--from", "paasta", "-f", file.toString());

        assertThat(run.exit()).as(run.all()).isZero();
        assertThat(run.out()).contains("service: parcels\n").contains("pool: a\n");
    }

    @Test
    public void without_anything_to_import_it_asks() {
        CommandLineRun run = CommandLineRun.of("import");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("either --file or --from-cluster");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.getRoot().toPath().resolve(name), text);
    }
}
