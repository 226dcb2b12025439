package io.jenkins.plugins.flinkdeploy.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionReader;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentGroup;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentMachine;
import io.jenkins.plugins.flinkdeploy.engine.deploy.LocalCrd;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Order;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Orders;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.localcluster.api.LocalApiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Which layer is laid over the file, and which cluster an environment is, for the commands that deploy. */
public class EnvironmentTest {
    private static final String FILE =
            """
            service: orders
            clusters:
              main:
                namespace: streaming
                flinkVersion: "1.19"
                image: {reference: "registry.example.org/orders:1"}
                jobs: {orders: {jar: orders.jar, state: stateless}}
            """;
    private static final String STAGE = "clusters: {main: {taskManager: {memory: 7g}}}\n";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private LocalApiServer server;
    private Path kubeconfig;
    private Path file;

    @Before
    public void start() throws IOException {
        server = LocalCrd.start();
        kubeconfig = folder.getRoot().toPath().resolve("kubeconfig");
        server.writeKubeconfig(kubeconfig, "test", "streaming");
        file = Files.writeString(folder.getRoot().toPath().resolve("flink.yaml"), FILE);
        Files.writeString(folder.getRoot().toPath().resolve("flink-stage.yaml"), STAGE);
    }

    @After
    public void stop() {
        server.close();
    }

    @Test
    public void a_deployment_takes_the_layer_of_its_environment() {
        assertThat(deploy("--environment", "stage").all()).contains("dry run").contains("7g");
        assertThat(deploy().all()).contains("dry run").doesNotContain("7g");
    }

    @Test
    public void of_a_blue_green_deployment_the_colours_that_there_are_are_shown() {
        assertThat(status()).contains("orders-main");
        LocalCrd.install(server, "FlinkBlueGreenDeployment");
        try (ClusterApi cluster = LocalCrd.connect(server)) {
            Manifest owner = cluster.create(Manifest.of(resource("FlinkBlueGreenDeployment", "orders-main")));
            ObjectNode green = resource("FlinkDeployment", "orders-main-green");
            green.withObject("/metadata")
                    .putArray("ownerReferences")
                    .addObject()
                    .put("apiVersion", owner.apiVersion())
                    .put("kind", owner.kind())
                    .put("name", owner.name())
                    .put("uid", owner.textAt("/metadata/uid").orElseThrow());
            cluster.create(Manifest.of(green));
            cluster.create(Manifest.of(resource("FlinkDeployment", "orders-main-blue")));
        }
        assertThat(status()).contains("orders-main-green").doesNotContain("orders-main-blue");
    }

    private String status() {
        return CommandLineRun.of("status", "-f", file.toString(), "--kubeconfig", kubeconfig.toString())
                .out();
    }

    private static ObjectNode resource(String kind, String name) {
        ObjectNode tree = Json.object().put("apiVersion", ResourceId.FLINK_API).put("kind", kind);
        tree.withObject("/metadata").put("name", name).put("namespace", "streaming");
        tree.putObject("spec").putObject("job");
        return tree;
    }

    @Test
    public void the_environment_of_a_cluster_is_the_context_that_it_is_deployed_to() throws IOException {
        Files.writeString(file, FILE.replace("namespace:", "environment: test\n    namespace:"));
        assertThat(deploy().exit()).isZero();

        Files.writeString(file, FILE.replace("namespace:", "environment: moon\n    namespace:"));
        CommandLineRun refused = deploy();

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err())
                .contains("cluster main is for the environment 'moon'")
                .contains("\"test\"")
                .contains("--context");
        assertThat(deploy("--context", "test").exit())
                .as("a context that is named counts")
                .isZero();
    }

    @Test
    public void a_deployment_goes_on_with_the_file_the_layer_and_the_cluster_that_it_was_started_with() {
        Path states = folder.getRoot().toPath().resolve("states");
        Order order = Orders.all(
                        DefinitionReader.read(file, "stage", "orders")
                                .clusters()
                                .get(0),
                        "streaming",
                        Order.Provenance.UNKNOWN,
                        true,
                        false,
                        Instant.now())
                .get(0);
        StateStore store = new StateStore(states);
        store.write(DeploymentGroup.inTurn(List.of(DeploymentMachine.start(order))));
        store.writeCall(
                order.id(),
                new Call(file.toString(), Optional.of("stage"), kubeconfig.toString(), "test", Optional.empty()));

        CommandLineRun run =
                CommandLineRun.of("resume", order.id(), "--state-directory", states.toString(), "-o", "json");

        assertThat(run.exit()).as(run.all()).isZero();
        assertThat(run.all()).contains("DRY_RUN").contains("7g");
    }

    private CommandLineRun deploy(String... more) {
        String[] fixed = {
            "deploy",
            "--dry-run",
            "-f",
            file.toString(),
            "--kubeconfig",
            kubeconfig.toString(),
            "--state-directory",
            folder.getRoot().toPath().resolve("states").toString()
        };
        String[] all = Arrays.copyOf(fixed, fixed.length + more.length);
        System.arraycopy(more, 0, all, fixed.length, more.length);
        return CommandLineRun.of(all);
    }
}
