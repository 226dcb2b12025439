package io.jenkins.plugins.flinkdeploy.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionReader;
import io.jenkins.plugins.flinkdeploy.engine.deploy.LocalCrd;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Order;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Previews;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.localcluster.api.LocalApiServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** {@code flink-deploy prune} in a repository in which a cluster was removed from the file. */
public class PruneCommandTest {
    private static final String MAIN =
            """
            service: orders
            defaults: {flinkVersion: "1.20", namespace: streaming, image: {reference: "r.example.org/orders:1"}}
            clusters:
              main: {jobs: {orders: {jar: orders.jar, state: stateless}}}
            """;
    private static final String OUTDATED = "  outdated: {jobs: {orders: {jar: orders.jar, state: stateless}}}\n";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private LocalApiServer server;
    private ClusterApi cluster;
    private Git git;
    private Path file;
    private Path kubeconfig;
    private String first;

    @Before
    public void deployed() throws Exception {
        server = LocalCrd.start();
        cluster = LocalCrd.connect(server);
        kubeconfig = folder.getRoot().toPath().resolve("kubeconfig");
        server.writeKubeconfig(kubeconfig, "test", "streaming");
        Path repository = folder.newFolder("repository").toPath();
        git = Git.init().setDirectory(repository.toFile()).call();
        file = repository.resolve("flink.yaml");
        first = commit(MAIN + OUTDATED);
        Order.Provenance from = new Order.Provenance(Optional.of(first), Optional.empty(), Optional.of("kim"));
        DefinitionReader.read(file, "orders").clusters().stream()
                .flatMap(each -> Previews.of(each, "streaming", from, Optional.empty()).stream())
                .forEach(rendered -> cluster.apply(rendered.manifest(), false));
        commit(MAIN);
    }

    @After
    public void stop() {
        git.close();
        cluster.close();
        server.close();
    }

    @Test
    public void without_remove_it_only_tells() {
        CommandLineRun run = prune();

        assertThat(run.exit()).as(run.all()).isZero();
        assertThat(run.out())
                .contains("FlinkDeployment streaming/orders-outdated: not declared any more")
                .contains("by kim")
                .contains("Nothing was removed.");
        assertThat(names()).containsExactly("orders-main", "orders-outdated");
    }

    @Test
    public void what_is_named_is_removed_and_nothing_else() {
        CommandLineRun wrong = prune("--remove", "orders-outdated,orders-main");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err()).contains("orders-main is not left over.").contains("Nothing was removed");
        assertThat(names()).hasSize(2);

        CommandLineRun run = prune("--remove", "orders-outdated", "-o", "json");

        assertThat(run.exit()).as(run.all()).isZero();
        JsonNode report = Json.read(run.out());
        assertThat(report.at("/results/0/outcome").asText()).isEqualTo("REMOVED");
        assertThat(names()).containsExactly("orders-main");
        assertThat(prune("--remove", "*").out()).contains("Nothing is left over.");
        assertThat(names()).containsExactly("orders-main");
    }

    @Test
    public void any_file_that_cannot_be_read_ends_it() throws Exception {
        for (String broken : List.of("clusters: {", "", "clusters: {main: {flinkVersio: x}}")) {
            Files.writeString(file.resolveSibling("flink-stage.yaml"), "clusters: {main: {flinkVersio: x}}");
            assertNothingHappens(prune("--remove", "*"));
            Files.delete(file.resolveSibling("flink-stage.yaml"));

            Files.writeString(file, broken);
            assertNothingHappens(prune("--remove", "*"));
            commit(MAIN);
        }
        assertNothingHappens(
                prune("--remove", "*", "-f", file.resolveSibling("absent.yaml").toString()));
        assertNothingHappens(prune("--remove", "*", "--cluster", "main"));
        assertNothingHappens(CommandLineRun.of("prune", "--kubeconfig", kubeconfig.toString(), "--remove", "*"));
    }

    @Test
    public void what_the_file_of_any_environment_declares_stays() throws Exception {
        Files.writeString(file.resolveSibling("flink-prod.yaml"), "clusters:\n" + OUTDATED);

        assertThat(prune("--remove", "*").out()).contains("Nothing is left over.");
        assertThat(names()).hasSize(2);
    }

    @Test
    public void an_old_checkout_does_not_remove_what_newer_ones_deployed() throws Exception {
        git.checkout().setName(first).call();
        Files.writeString(file, MAIN);

        CommandLineRun run = prune("--remove", "*");

        assertThat(run.out()).contains("left alone. It was deployed from this very commit");
        assertThat(names()).hasSize(2);
    }

    private void assertNothingHappens(CommandLineRun run) {
        assertThat(run.exit()).as(run.all()).isEqualTo(2);
        assertThat(names()).containsExactly("orders-main", "orders-outdated");
    }

    private List<String> names() {
        return cluster.list(ResourceId.FLINK_API, "FlinkDeployment", "streaming", "").stream()
                .map(Manifest::name)
                .sorted()
                .toList();
    }

    private String commit(String text) throws Exception {
        Files.writeString(file, text);
        git.add().addFilepattern("flink.yaml").call();
        return git.commit()
                .setMessage("change")
                .setAuthor("kim", "kim@example.org")
                .setCommitter("kim", "kim@example.org")
                .setSign(false)
                .call()
                .name();
    }

    private CommandLineRun prune(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("prune", "--kubeconfig", kubeconfig.toString(), "-f", file.toString(), "--timeout", "2m"));
        arguments.addAll(List.of(more));
        return CommandLineRun.of(arguments.toArray(new String[0]));
    }
}
