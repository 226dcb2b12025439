package io.jenkins.plugins.flinkdeploy.engine.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.flinkdeploy.engine.check.Finding.Level;
import io.jenkins.plugins.flinkdeploy.engine.deploy.LocalCrd;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.localcluster.api.LocalApiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class TargetCheckTest {
    private LocalApiServer server;

    @Before
    public void start() {
        server = LocalCrd.start();
        LocalCrd.install(server, "FlinkSessionJob");
    }

    @After
    public void stop() {
        server.close();
    }

    @Test
    public void a_target_that_has_everything_is_described() {
        LocalCrd.install(server, "FlinkStateSnapshot");
        operator("1.12.1", 1);

        CheckReport report = check("streaming");

        assertThat(report.level()).isEqualTo(Level.OK);
        assertThat(report.rulesToAdd()).isEmpty();
        assertThat(CheckText.write(report).lines())
                .satisfiesExactly(
                        version -> assertThat(version).contains("Kubernetes v1.", server.url()),
                        kinds -> assertThat(kinds)
                                .isEqualTo(
                                        "ok       It knows FlinkDeployment, FlinkSessionJob, FlinkStateSnapshot, but not"
                                                + " FlinkBlueGreenDeployment."),
                        operator -> assertThat(operator)
                                .isEqualTo("ok       The operator 1.12.1 runs as operators/flink-kubernetes-operator."),
                        namespace -> assertThat(namespace).contains("namespace streaming is there"),
                        rights -> assertThat(rights).contains("all the rights"));
        assertThat(server.requestsOf(ClusterApi.FIELD_MANAGER).keySet())
                .as("nothing was changed")
                .noneMatch(request -> request.matches("(patch|update|delete) .*"));
    }

    @Test
    public void every_right_that_is_missing_is_told_with_what_it_is_for_and_what_to_add() {
        LocalCrd.install(server, "FlinkStateSnapshot");
        server.deny(
                "create leases", "update leases", "get services/proxy", "delete flinkstatesnapshots", "get namespaces");

        CheckReport report = check("streaming");

        assertThat(report.level()).isEqualTo(Level.MISSING);
        assertThat(texts(report, Level.MISSING))
                .containsExactly(
                        "The identity may not create, update leases.coordination.k8s.io in namespace streaming;"
                                + " without that no deployment begins, because two at once could not be kept apart.");
        assertThat(texts(report, Level.LIMITED))
                .satisfiesExactly(
                        snapshots ->
                                assertThat(snapshots).contains("may not delete flinkstatesnapshots.flink.apache.org"),
                        proxy -> assertThat(proxy).contains("may not get services/proxy in namespace streaming"));
        assertThat(texts(report, Level.OK)).anySatisfy(text -> assertThat(text).contains("may not be looked at"));
        assertThat(report.rulesToAdd())
                .isEqualTo(
                        """
                        - apiGroups: [flink.apache.org]
                          resources: [flinkstatesnapshots]
                          verbs: [delete]
                        - apiGroups: [coordination.k8s.io]
                          resources: [leases]
                          verbs: [create, update]
                        - apiGroups: [""]
                          resources: [services/proxy]
                          verbs: [get]
                        """);
    }

    @Test
    public void rights_on_kinds_that_are_not_served_are_not_asked_for() {
        server.deny("patch flinkbluegreendeployments", "create flinkstatesnapshots");
        assertThat(check("streaming").level()).isEqualTo(Level.OK);
        LocalCrd.install(server, "FlinkBlueGreenDeployment");
        assertThat(texts(check("streaming"), Level.MISSING))
                .singleElement()
                .asString()
                .contains("blue-green");
    }

    @Test
    public void what_cannot_be_seen_of_the_operator_is_said_to_be_unseen() {
        server.deny("list deployments");
        assertThat(texts(check("streaming"), Level.OK))
                .anySatisfy(text -> assertThat(text).contains("may not be looked at", "older than 1.10"));
        server.deny();
        LocalCrd.install(server, "FlinkStateSnapshot");
        LocalCrd.install(server, "FlinkBlueGreenDeployment");
        assertThat(texts(check("streaming"), Level.OK))
                .anySatisfy(text -> assertThat(text).contains("installed in another way", "1.13 or newer"));
        operator("1.13.0", 0);
        assertThat(texts(check("streaming"), Level.LIMITED))
                .singleElement()
                .asString()
                .contains("1.13.0", "no pod that is ready");
    }

    @Test
    public void a_missing_namespace_missing_kinds_a_wrong_token_and_a_missing_server_are_told_apart() {
        assertThat(last(check("nowhere"))).contains("no namespace nowhere");
        try (LocalApiServer bare = LocalApiServer.start(0)) {
            server.close();
            server = bare;
            assertThat(texts(check("default"), Level.MISSING))
                    .first()
                    .asString()
                    .contains("the kinds FlinkDeployment and FlinkSessionJob", "Install");
            bare.requireToken("other");
            assertThat(last(check("default"))).contains("does not accept the credentials");
        }
        assertThat(last(check("default"))).contains("could not be reached");
    }

    @Test
    public void the_documented_role_is_the_table() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("basedir", ""), "docs", "rbac.md"));
        String start = "```yaml\n";
        int from = page.indexOf(start) + start.length();
        assertThat(page.substring(from, page.indexOf("```", from))).isEqualTo(RoleText.role(AccessRules.ALL));
    }

    private CheckReport check(String namespace) {
        return TargetCheck.of(ClusterConnection.of(server.url(), Optional.empty(), Optional.empty(), false)
                .withNamespace(namespace));
    }

    private void operator(String version, int ready) {
        server.createNamespace("operators");
        ObjectNode tree = Json.object().put("apiVersion", "apps/v1").put("kind", "Deployment");
        tree.putObject("metadata")
                .put("name", "flink-kubernetes-operator")
                .put("namespace", "operators")
                .putObject("labels")
                .put("app.kubernetes.io/name", "flink-kubernetes-operator")
                .put("app.kubernetes.io/version", version);
        ObjectNode spec = tree.putObject("spec");
        spec.withObject("/selector/matchLabels").put("app", "operator");
        spec.withObject("/template/metadata/labels").put("app", "operator");
        spec.withObject("/template/spec")
                .putArray("containers")
                .addObject()
                .put("name", "operator")
                .put("image", "flink-kubernetes-operator:" + version);
        try (ClusterApi cluster = LocalCrd.connect(server)) {
            cluster.create(Manifest.of(tree));
        }
        try (KubernetesClient client = server.newClient()) {
            client.apps()
                    .deployments()
                    .inNamespace("operators")
                    .withName("flink-kubernetes-operator")
                    .editStatus(deployment -> deployment
                            .edit()
                            .withNewStatus()
                            .withAvailableReplicas(ready)
                            .endStatus()
                            .build());
        }
    }

    private static String last(CheckReport report) {
        List<Finding> all = report.findings();
        assertThat(all.get(all.size() - 1).level()).isEqualTo(Level.MISSING);
        return all.get(all.size() - 1).text();
    }

    private static List<String> texts(CheckReport report, Level level) {
        return report.findings().stream()
                .filter(finding -> finding.level() == level)
                .map(Finding::text)
                .toList();
    }
}
