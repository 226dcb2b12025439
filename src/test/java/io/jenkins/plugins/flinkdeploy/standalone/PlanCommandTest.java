package io.jenkins.plugins.flinkdeploy.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionReader;
import io.jenkins.plugins.flinkdeploy.engine.deploy.LocalCrd;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Order;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Previews;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.localcluster.api.LocalApiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** {@code flink-deploy plan} against an API server. */
public class PlanCommandTest {
    private static final String FILE =
            """
            service: orders
            clusters:
              main:
                namespace: streaming
                flinkVersion: "1.19"
                image: {reference: "registry.example.org/orders:1"}
                jobs: {orders: {jar: orders.jar, state: stateless}}
                taskManager: {memory: 2g}
                env: {DB_PASSWORD: hunter2}
            """;
    private static final ResourceId RESOURCE =
            new ResourceId("flink.apache.org/v1beta1", "FlinkDeployment", "streaming", "orders-main");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private LocalApiServer server;
    private ClusterApi cluster;
    private Path kubeconfig;

    @Before
    public void start() {
        server = LocalCrd.start();
        cluster = LocalCrd.connect(server);
        kubeconfig = folder.getRoot().toPath().resolve("kubeconfig");
        server.writeKubeconfig(kubeconfig, "test", "streaming");
    }

    @After
    public void stop() {
        cluster.close();
        server.close();
    }

    @Test
    public void a_first_deployment_is_a_creation_and_nothing_is_created() throws IOException {
        CommandLineRun run = plan(FILE);

        assertThat(run.exit()).as(run.all()).isZero();
        assertThat(run.out())
                .startsWith("FlinkDeployment streaming/orders-main: CREATE\n")
                .contains("+ taskManager.memory")
                .doesNotContain("hunter2")
                .doesNotContain("\u001b");
        assertThat(cluster.get(RESOURCE)).isEmpty();
    }

    @Test
    public void what_is_deployed_already_is_unchanged() throws IOException {
        deploy(FILE);

        CommandLineRun run = plan(FILE, "--detailed-exitcode");

        assertThat(run.exit()).as(run.all()).isZero();
        assertThat(run.out()).isEqualTo("FlinkDeployment streaming/orders-main: UNCHANGED\n");
    }

    @Test
    public void a_change_is_told_in_the_words_of_the_file_and_the_cluster_is_not_touched() throws IOException {
        deploy(FILE);
        Manifest before = cluster.get(RESOURCE).orElseThrow();
        String changed = FILE.replace("memory: 2g", "memory: 4g").replace("hunter2", "hunter3");

        CommandLineRun run = plan(changed);

        assertThat(run.exit()).as(run.all()).isZero();
        assertThat(run.out())
                .contains("CHANGE, 2 fields: restarts the job")
                .containsPattern("~ taskManager\\.memory +2g -> 4g +\\(restarts the job\\)")
                .containsPattern("~ env\\.DB_PASSWORD +changed \\(hidden\\)")
                .doesNotContain("hunter");
        assertThat(plan(changed, "--detailed-exitcode").exit()).isEqualTo(2);
        assertThat(cluster.get(RESOURCE)).contains(before);
    }

    @Test
    public void the_json_form_is_one_document() throws IOException {
        deploy(FILE);

        CommandLineRun run = plan(FILE.replace("memory: 2g", "memory: 4g"), "-o", "json");

        JsonNode json = Json.read(run.out());
        assertThat(json.path("restartsJob").asBoolean()).isTrue();
        assertThat(json.at("/resources/0/changes/0/path").asText()).isEqualTo("taskManager.memory");
    }

    @Test
    public void an_image_that_is_yet_to_be_built_is_not_called_a_change_of_the_same_commit() throws IOException {
        String built = FILE.replace(
                "{reference: \"registry.example.org/orders:1\"}",
                "{jars: [orders.jar], repository: registry.example.org/orders}");
        deploy(built, "registry.example.org/orders@sha256:" + "1".repeat(64), "c0ffee");

        assertThat(plan(built, "--commit", "c0ffee").out()).contains("UNCHANGED");
        assertThat(plan(built, "--commit", "decade").out())
                .contains("restarts the job if the built image differs")
                .contains("registry.example.org/orders:decade");
    }

    @Test
    public void a_field_of_another_manager_is_a_refusal_that_names_the_manager() throws IOException {
        deploy(FILE);
        editMemory("8g");

        CommandLineRun run = plan(FILE);

        assertThat(run.exit()).as(run.all()).isEqualTo(1);
        assertThat(run.out()).contains("refused: ").contains("Another manager").contains("8g -> 2g");
    }

    @Test
    public void what_the_operator_would_refuse_fails_the_plan() throws IOException {
        deploy(FILE);
        ObjectNode standalone = Json.object();
        standalone.withObject("/spec").put("mode", "standalone");
        cluster.patch(RESOURCE, standalone);

        CommandLineRun run = plan(FILE);

        assertThat(run.exit()).as(run.all()).isEqualTo(1);
        assertThat(run.out()).contains("native");
    }

    @Test
    public void what_is_missing_on_the_target_is_named() throws IOException {
        CommandLineRun run = plan(FILE.replace("namespace: streaming", "namespace: absent"));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("namespace absent does not exist").contains("a running job goes on");
        assertThat(plan(FILE.replace("namespace: streaming", "namespace: absent"), "--detailed-exitcode")
                        .exit())
                .isEqualTo(1);
    }

    @Test
    public void a_dry_run_of_deploy_shows_the_plan_too() throws IOException {
        deploy(FILE);

        CommandLineRun run = run(
                "deploy",
                write(FILE.replace("memory: 2g", "memory: 4g")),
                "--dry-run",
                "--state-directory",
                folder.newFolder().toString());

        assertThat(run.exit()).as(run.all()).isZero();
        assertThat(run.out()).containsPattern("taskManager\\.memory +2g -> 4g").contains("nothing was changed");
    }

    @Test
    public void with_prices_a_plan_tells_what_becomes_of_the_cost() throws IOException {
        String prices = Files.writeString(
                        folder.getRoot().toPath().resolve("prices.yaml"), "{currency: EUR, cpu: 0.04, memory: 0.005}")
                .toString();
        assertThat(plan(FILE, "--prices", prices).out())
                .endsWith("Cost of FlinkDeployment streaming/orders-main: 0.00 -> 71.40 EUR a month (+71.40)\n");
        deploy(FILE);
        String changed = FILE.replace("memory: 2g", "memory: 4g");

        assertThat(plan(changed, "--prices", prices).out())
                .endsWith("Cost of FlinkDeployment streaming/orders-main: 71.40 -> 78.70 EUR a month (+7.30)\n");
        JsonNode json =
                Json.read(plan(changed, "--prices", prices, "-o", "json").out());
        assertThat(json.at("/costs/0/monthAfter").decimalValue()).isEqualByComparingTo("78.70");
        assertThat(Json.read(plan(changed, "-o", "json").out()).has("costs")).isFalse();
    }

    @Test
    public void the_cost_of_what_runs_is_that_of_its_pods() throws IOException {
        deploy(FILE);

        CommandLineRun cost = CommandLineRun.of("cost", "--kubeconfig", kubeconfig.toString(), "--running");
        CommandLineRun status = CommandLineRun.of("status", "orders-main", "--kubeconfig", kubeconfig.toString(), "-v");

        assertThat(cost.exit()).as(cost.all()).isZero();
        assertThat(cost.out()).contains("Requested:   0 cores, 0 GiB; no pods").contains("Used:        not measured");
        assertThat(status.out()).contains("Cost:        0 cores, 0 GiB requested; used: not measured");
    }

    /** As a person with kubectl edit would. */
    private void editMemory(String memory) {
        try (KubernetesClient other = server.newClient()) {
            other.genericKubernetesResources("flink.apache.org/v1beta1", "FlinkDeployment")
                    .inNamespace("streaming")
                    .withName("orders-main")
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            "{\"spec\": {\"taskManager\": {\"resource\": {\"memory\": \"" + memory + "\"}}}}");
        }
    }

    private void deploy(String text) throws IOException {
        deploy(text, "registry.example.org/orders:1", "c0ffee");
    }

    private void deploy(String text, String image, String commit) throws IOException {
        ClusterDefinition definition =
                DefinitionReader.read(write(text), "orders").clusters().get(0);
        Order.Provenance provenance = new Order.Provenance(Optional.of(commit), Optional.empty(), Optional.empty());
        Previews.of(definition, "streaming", provenance, Optional.of(image))
                .forEach(rendered -> cluster.apply(rendered.manifest(), false));
    }

    private CommandLineRun plan(String text, String... more) throws IOException {
        return run("plan", write(text), more);
    }

    private CommandLineRun run(String command, Path file, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of(command, "--kubeconfig", kubeconfig.toString(), "-f", file.toString()));
        arguments.addAll(List.of(more));
        return CommandLineRun.of(arguments.toArray(new String[0]));
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.getRoot().toPath().resolve("flink.yaml"), text);
    }
}
