package io.jenkins.plugins.flinkdeploy.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionReader;
import io.jenkins.plugins.flinkdeploy.engine.deploy.LocalCrd;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Order;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Previews;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.record.Revision;
import io.jenkins.plugins.flinkdeploy.engine.record.Revisions;
import io.jenkins.plugins.flinkdeploy.engine.resource.RenderedResource;
import io.jenkins.plugins.flinkdeploy.localcluster.api.LocalApiServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** {@code flink-deploy drift} of a cluster that was deployed from the first commit of its repository. */
public class DriftCommandTest {
    private static final String FILE =
            """
            service: orders
            clusters:
              main:
                namespace: streaming
                flinkVersion: "1.20"
                image: {reference: "r.example.org/orders:1"}
                taskManager: {memory: 2g}
                env: {DB_PASSWORD: hunter2}
                jobs: {orders: {jar: orders.jar, state: stateless}}
            """;
    private static final ResourceId MAIN =
            new ResourceId(ResourceId.FLINK_API, "FlinkDeployment", "streaming", "orders-main");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private LocalApiServer server;
    private ClusterApi cluster;
    private Git git;
    private Path file;
    private Path kubeconfig;

    @Before
    public void start() throws Exception {
        server = LocalCrd.start();
        cluster = LocalCrd.connect(server);
        kubeconfig = folder.getRoot().toPath().resolve("kubeconfig");
        server.writeKubeconfig(kubeconfig, "test", "streaming");
        Path repository = folder.newFolder("repository").toPath();
        git = Git.init().setDirectory(repository.toFile()).call();
        file = repository.resolve("flink.yaml");
    }

    @After
    public void stop() {
        git.close();
        cluster.close();
        server.close();
    }

    @Test
    public void what_is_as_it_was_deployed_is_in_sync() throws Exception {
        deploy(commit(FILE));

        CommandLineRun run = drift();

        assertThat(run.exit()).as(run.all()).isZero();
        assertThat(run.out()).isEqualTo("FlinkDeployment streaming/orders-main: in sync\n");
    }

    @Test
    public void each_edited_field_is_told_with_both_values_and_who_wrote_it() throws Exception {
        deploy(commit(FILE));
        edit("{\"spec\": {\"taskManager\": {\"resource\": {\"memory\": \"8g\"}},"
                + " \"flinkConfiguration\": {\"state.backend.type\": \"rocksdb\"}, \"mode\": null}}");

        CommandLineRun run = drift();

        assertThat(run.exit()).as(run.all()).isEqualTo(1);
        assertThat(run.out())
                .contains("FlinkDeployment streaming/orders-main: DRIFTED")
                .containsPattern("edited:   taskManager\\.memory  2g -> 8g, by \\S+ at 20\\S+Z \\(restarts the job\\)")
                .containsPattern(
                        "edited:   flinkConf\\.state\\.backend\\.type  \\(not applied\\) -> rocksdb, by \\S+ at")
                .containsPattern("edited:   mode  native -> \\(removed\\) \\(")
                .doesNotContain("hunter2");
        JsonNode json = Json.read(drift("-o", "json").out());
        assertThat(json.at("/0/drifted").asBoolean()).isTrue();
        assertThat(json.at("/0/edits")).hasSize(3);
    }

    @Test
    public void a_secret_that_somebody_changed_is_told_without_its_value() throws Exception {
        deploy(commit(FILE));
        String containers = cluster.get(MAIN)
                .orElseThrow()
                .at("/spec/podTemplate/spec/containers")
                .toString();
        edit("{\"spec\": {\"podTemplate\": {\"spec\": {\"containers\": " + containers.replace("hunter2", "tiger5")
                + "}}}}");

        assertThat(drift().out())
                .contains("env.DB_PASSWORD  changed (hidden)")
                .doesNotContain("hunter2")
                .doesNotContain("tiger5");
    }

    @Test
    public void what_is_missing_or_stopped_is_told() throws Exception {
        String commit = commit(FILE);
        assertThat(drift().exit()).isEqualTo(1);
        assertThat(drift().out()).contains("missing:");
        deploy(commit);
        edit("{\"spec\": {\"job\": {\"state\": \"suspended\"}}}");

        CommandLineRun run = drift();

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).containsPattern("stopped:  by \\S+ at 20").doesNotContain("edited:");
    }

    @Test
    public void an_earlier_commit_is_behind_only_where_it_makes_a_difference() throws Exception {
        deploy(commit(FILE));
        commit(FILE + "# a remark\n");
        assertThat(drift().exit()).as(drift().all()).isZero();
        commit(FILE.replace("memory: 2g", "memory: 4g"));

        CommandLineRun run = drift();

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).containsPattern("behind:   It runs \\w{8}, and the repository is at \\w{8}\\.");
    }

    @Test
    public void a_commit_that_this_checkout_does_not_know_is_a_note() throws Exception {
        commit(FILE);
        deploy("1".repeat(40));

        CommandLineRun run = drift();

        assertThat(run.exit()).as(run.all()).isZero();
        assertThat(run.out()).contains("note:     It was deployed from 11111111, which is not in the history");
    }

    private void deploy(String commit) {
        Order.Provenance from = new Order.Provenance(Optional.of(commit), Optional.empty(), Optional.empty());
        RenderedResource rendered = Previews.of(
                        DefinitionReader.read(file, "orders").clusters().get(0), "streaming", from, Optional.empty())
                .get(0);
        Manifest live = cluster.apply(rendered.manifest(), false);
        new Revisions(cluster)
                .write(
                        MAIN,
                        live.textAt("/metadata/uid").orElseThrow(),
                        new Revision(
                                "preview",
                                1,
                                rendered.manifest(),
                                rendered.configHash(),
                                rendered.contentHash(),
                                Optional.of(commit),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Instant.EPOCH,
                                Duration.ZERO,
                                Optional.empty()));
    }

    /** As a person with kubectl edit would. */
    private void edit(String patch) {
        try (KubernetesClient other = server.newClient()) {
            other.genericKubernetesResources(MAIN.apiVersion(), MAIN.kind())
                    .inNamespace("streaming")
                    .withName("orders-main")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
        }
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

    private CommandLineRun drift(String... more) {
        String[] arguments = new String[more.length + 5];
        List<String> first = List.of("drift", "--kubeconfig", kubeconfig.toString(), "-f", file.toString());
        first.toArray(arguments);
        System.arraycopy(more, 0, arguments, first.size(), more.length);
        return CommandLineRun.of(arguments);
    }
}
