package io.jenkins.plugins.flinkdeploy.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.Item;
import io.jenkins.plugins.flinkdeploy.config.ApiServerConnection;
import io.jenkins.plugins.flinkdeploy.config.FlinkDeployConfiguration;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.engine.definition.DeploySettings;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Control;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Controls;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentGroup;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentMachine;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.record.ActionNotes;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SnapshotServer;
import io.jenkins.plugins.flinkdeploy.run.PlayedOperator;
import io.jenkins.plugins.flinkdeploy.security.FlinkPermissions;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlPage;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** The pages of clusters, of an API server where the operator is played. */
public class ClusterPagesTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String OF_CLUSTER = "flink-clusters/target/production/streaming/%s/";

    private static final Map<String, JenkinsRule.WebClient> CLIENTS = new HashMap<>();

    private static PlayedOperator server;

    @BeforeClass
    public static void people() throws Exception {
        server = new PlayedOperator();
        FlinkTarget away = new FlinkTarget("away", new ApiServerConnection("http://127.0.0.1:9"));
        away.setNamespace("streaming");
        FlinkTarget kept = server.target("kept");
        kept.setAllowedJobs("payments/**");
        FlinkDeployConfiguration.get().setTargets(List.of(server.target("production"), away, kept));
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader", "deployer")
                .grant(FlinkPermissions.DEPLOY)
                .everywhere()
                .to("deployer")
                .grant(Jenkins.READ)
                .everywhere()
                .to("stranger")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
    }

    @AfterClass
    public static void close() {
        server.close();
    }

    @Test
    public void the_table_tells_every_cluster_that_the_user_may_see_and_what_cannot_be_reached_by_itself()
            throws Exception {
        server.stands("listed", "one");
        server.cluster().sessionCluster("shared");
        server.cluster().sessionJob("shared", "shared-a", "RUNNING");
        server.cluster().sessionJob("shared", "shared-b", "FAILED");
        try (JenkinsRule.WebClient reader = client("reader")) {
            JsonNode data = await().atMost(PATIENCE)
                    .until(
                            () -> data(reader, ""),
                            json -> json.toString().contains("\"jobs\":\"1 failed, 1 running\"")
                                    && json.toString().contains("\"name\":\"listed\"")
                                    && json.toString().contains("Target away cannot be watched: "));
            assertThat(data.at("/rows").findValuesAsText("target")).containsOnly("production");
            assertThat(data.at("/targets").findValuesAsText("name")).containsExactly("production", "away");
            // Pods and targets that do not answer may still be news; in the end nothing is.
            await().atMost(PATIENCE)
                    .until(() -> data(reader, data(reader, "").path("version").asText())
                            .path("unchanged")
                            .asBoolean());
            server.cluster().status(SnapshotServer.id("FlinkDeployment", "listed"), failed());
            await().atMost(PATIENCE)
                    .until(() -> data(reader, data.path("version").asText())
                            .toString()
                            .contains("the disk is full"));
            HtmlPage page = reader.goTo("flink-clusters/");
            assertThat(page.getElementById("flink-deploy-table")).isNotNull();
        }
        try (JenkinsRule.WebClient admin = client("admin")) {
            assertThat(data(admin, "").at("/targets").findValuesAsText("name"))
                    .containsExactly("production", "away", "kept");
        }
    }

    @Test
    public void what_clusters_cost_is_told_where_prices_are_known_and_so_is_what_is_missing() throws Exception {
        server.cluster().sessionCluster("dear");
        server.cluster().sessionJob("dear", "dear-a", "RUNNING");
        try (JenkinsRule.WebClient reader = client("reader")) {
            await().atMost(PATIENCE)
                    .until(
                            () -> data(reader, ""),
                            json -> json.toString().contains("\"name\":\"dear\"")
                                    && json.toString().contains("Target away cannot be watched: "));
            String unpriced = data(reader, "").path("version").asText();
            assertThat(get(reader, "flink-clusters/")).doesNotContain("data-sort=\"cost\"", "href=\"cost/\"");
            FlinkDeployConfiguration.get().setPrices("currency: EUR\ncpu: 0.1\nmemory: 0.04");
            // A JobManager and a TaskManager, of one core each: (2 * 0.1 + 3.25 * 0.04) * 730.
            JsonNode data = await().atMost(PATIENCE).until(() -> data(reader, unpriced), json -> "240.90 EUR"
                    .equals(row(json, "dear").path("costText").asText()));
            assertThat(row(data, "dear").has("health")).as("nobody looked").isFalse();
            assertThat(get(reader, "flink-clusters/")).contains("data-sort=\"cost\"", "href=\"cost/\"");
            String page = reader.goTo("flink-clusters/cost/").asNormalizedText();
            assertThat(page)
                    .contains("By owner", "By cost owner", "(nobody named)", "Target away cannot be watched: ")
                    .containsPattern("dear\\s+production / streaming\\s+2.00\\s+3.25\\s+240.90 EUR");
            JsonNode report = Json.read(get(reader, "flink-clusters/cost/json"));
            assertThat(report.at("/missing/0").asText()).contains("Target away cannot be watched: ");
            assertThat(report.at("/clusters").toString()).containsOnlyOnce("\"name\":\"dear\"");
            assertThat(get(reader, "flink-clusters/cost/csv"))
                    .contains("\"streaming\",\"dear\",\"dear-a\"", "\"240.9000\",\"EUR\"");
            await().atMost(PATIENCE).until(() -> get(reader, OF_CLUSTER.formatted("dear"))
                    .contains("240.90 EUR a month as specified (2 cores, 3.25 GiB)"));
            server.cluster().sessionJob("dear", "dear-b", "RUNNING");
            await().atMost(PATIENCE).until(() -> "363.18 EUR"
                    .equals(row(data(reader, ""), "dear").path("costText").asText()));
        } finally {
            FlinkDeployConfiguration.get().setPrices("");
        }
        try (JenkinsRule.WebClient admin = client("admin")) {
            await().atMost(PATIENCE).until(() -> data(admin, "").toString().contains("\"target\":\"kept\""));
            assertThat(get(admin, "flink-clusters/cost/csv").split("\"dear-a\""))
                    .as("once, though two targets lead to it")
                    .hasSize(2);
        }
    }

    private static JsonNode row(JsonNode data, String name) {
        for (JsonNode row : data.path("rows")) {
            if (row.path("name").asText().equals(name)) {
                return row;
            }
        }
        return Json.object();
    }

    private static ObjectNode failed() {
        ObjectNode status = Json.object().put("lifecycleState", "FAILED").put("error", "the disk is full");
        status.withObject("/jobStatus").put("state", "FAILED");
        return status;
    }

    @Test
    public void pages_are_for_who_may_see_a_job_that_may_use_the_target_and_buttons_for_who_may_deploy()
            throws Exception {
        server.stands("guarded", "one");
        String page = OF_CLUSTER.formatted("guarded");
        assertThat(codes(HttpMethod.GET, "flink-clusters/")).containsExactly(403, 200, 200, 200);
        assertThat(codes(HttpMethod.GET, "flink-clusters/data")).containsExactly(403, 200, 200, 200);
        assertThat(codes(HttpMethod.GET, page)).containsExactly(403, 200, 200, 200);
        assertThat(codes(HttpMethod.GET, page + "data")).containsExactly(403, 200, 200, 200);
        assertThat(codes(HttpMethod.GET, page + "logs/")).containsExactly(403, 403, 200, 200);
        assertThat(codes(HttpMethod.GET, page + "control/stop/")).containsExactly(403, 403, 200, 200);
        assertThat(codes(HttpMethod.GET, "flink-clusters/target/kept/streaming/guarded/"))
                .containsExactly(403, 404, 404, 200);
        assertThat(codes(HttpMethod.GET, "flink-clusters/target/production/kube-system/guarded/"))
                .containsExactly(403, 404, 404, 404);
        assertThat(codes(HttpMethod.GET, page + "control/destroy/")).containsExactly(403, 404, 404, 404);
        assertThat(codes(HttpMethod.GET, page + "control/stop/start"))
                .as("without POST")
                .containsExactly(403, 403, 404, 404);
        assertThat(codes(HttpMethod.POST, page + "control/stop/start").subList(0, 2))
                .containsExactly(403, 403);
        try (JenkinsRule.WebClient reader = client("reader")) {
            assertThat(reader.goTo(page).asXml()).doesNotContain("control/stop").contains("guarded");
        }
        try (JenkinsRule.WebClient deployer = client("deployer")) {
            assertThat(deployer.goTo(page).asXml()).contains("control/stop/").doesNotContain("control/start/");
        }
    }

    private static List<Integer> codes(HttpMethod how, String path) throws Exception {
        return List.of(
                code(how, "stranger", path),
                code(how, "reader", path),
                code(how, "deployer", path),
                code(how, "admin", path));
    }

    private static int code(HttpMethod how, String user, String path) throws Exception {
        // One for each user: to log in takes longer than to ask.
        if (!CLIENTS.containsKey(user)) {
            CLIENTS.put(user, client(user));
        }
        JenkinsRule.WebClient client = CLIENTS.get(user);
        WebRequest request = new WebRequest(new URL(client.getContextPath() + path), how);
        if (how == HttpMethod.POST) {
            client.addCrumb(request);
        }
        WebResponse response = client.loadWebResponse(request);
        return response.getStatusCode();
    }

    @Test
    public void the_page_of_a_cluster_tells_its_status_and_one_that_is_not_there_is_told_too() throws Exception {
        server.stands("told", "one");
        server.revisions("told", "zero", "one");
        server.pod("told", "jobmanager");
        server.cluster().logs("2026-03-01T12:00:00Z starting\n2026-03-01T12:00:01Z password=hunter2 failed\n");
        try (JenkinsRule.WebClient client = client("deployer")) {
            String page = client.goTo(OF_CLUSTER.formatted("told")).asNormalizedText();
            assertThat(page)
                    .contains("FlinkDeployment in namespace streaming, reached through target production.")
                    .contains("commit-o", "told-jobmanager", "kim", "Last deployments")
                    .containsPattern("Not known\\s+jobs: JobManager does not answer");
            assertThat(get(client, OF_CLUSTER.formatted("told") + "logs/"))
                    .contains("told-jobmanager | starting", "password=(hidden)")
                    .doesNotContain("hunter2");
            assertThat(client.goTo(OF_CLUSTER.formatted("nobody")).asNormalizedText())
                    .contains("absent");
            String version = Json.read(get(client, OF_CLUSTER.formatted("told") + "data"))
                    .path("version")
                    .asText();
            server.event("told", "x");
            server.cluster().status(SnapshotServer.id("FlinkDeployment", "told"), failed());
            await().atMost(PATIENCE).until(() -> !Json.read(get(client, OF_CLUSTER.formatted("told") + "data"))
                    .path("version")
                    .asText()
                    .equals(version));
            await().atMost(PATIENCE).until(() -> get(client, OF_CLUSTER.formatted("told") + "news")
                    .contains("the disk is full"));
        }
    }

    @Test
    public void a_stop_that_is_confirmed_is_done_under_the_name_of_the_user_and_told_on_the_page() throws Exception {
        server.stands("halted", "one");
        try (JenkinsRule.WebClient client = client("deployer")) {
            client.getOptions().setJavaScriptEnabled(true);
            HtmlPage confirm = client.goTo(OF_CLUSTER.formatted("halted") + "control/stop/");
            assertThat(confirm.asNormalizedText())
                    .contains(
                            "First a savepoint is taken and proven",
                            "Its resource, savepoints, checkpoints and revisions stay");
            confirm.getFormByName("control").getInputByName("reason").setValue("maintenance");
            HtmlPage activity = JENKINS.submit(confirm.getFormByName("control"));
            client.getOptions().setJavaScriptEnabled(false);
            assertThat(activity.asNormalizedText()).contains("Asked for by deployer on", "Reason: maintenance");
            assertThat(code(HttpMethod.POST, "deployer", OF_CLUSTER.formatted("halted") + "control/stop/start"))
                    .as("one at a time")
                    .isEqualTo(400);
            server.complete("halted");
            server.suspend("halted");
            await().atMost(PATIENCE).until(() -> get(client, OF_CLUSTER.formatted("halted") + "news")
                    .contains("it starts again from file:/sp/stop-halted"));
            assertThat(ActionNotes.of(server.resource("halted")))
                    .singleElement()
                    .satisfies(note -> {
                        assertThat(note.action()).isEqualTo("stop");
                        assertThat(note.by()).contains("deployer");
                        assertThat(note.reason()).contains("maintenance");
                        assertThat(note.buildUrl())
                                .hasValueSatisfying(url -> assertThat(url).contains("/halted/activity/"));
                    });
            assertThat(client.goTo(OF_CLUSTER.formatted("halted") + "control/stop/")
                            .asNormalizedText())
                    .contains("That makes no sense for the cluster as it is now");
        }
    }

    @Test
    public void what_was_under_way_when_jenkins_ended_goes_on_from_where_it_stood_or_says_what_is_left()
            throws Exception {
        server.stands("resumed", "one");
        ClusterActivity open = saved(901, "production");
        new ActivityRunner(open, Activities.get()).run();
        server.complete("resumed");
        server.suspend("resumed");
        await().atMost(PATIENCE).until(open::hasEnded);
        assertThat(open.getOutcome()).contains("it starts again from file:/sp/stop-resumed");
        assertThat(Files.readString(open.log().toPath()))
                .contains("Jenkins was restarted; going on from where it stood.");

        ClusterActivity lost = saved(902, "gone");
        new ActivityRunner(lost, Activities.get()).run();
        assertThat(lost.isSuccess()).isFalse();
        assertThat(lost.getOutcome())
                .contains("Jenkins has no target \"gone\" any more.", "Nothing on the cluster was changed");
    }

    /** A stop as Jenkins finds it in its file after a restart. */
    private static ClusterActivity saved(int number, String place) throws IOException {
        ResourceId id = SnapshotServer.id("FlinkDeployment", "resumed");
        ClusterActivity activity =
                new ClusterActivity(number, new ClusterActivity.Asked(place, id, Kind.STOP, null), "kim");
        Controls.Request request = new Controls.Request(
                "resumed",
                new Control(Control.Action.STOP, Optional.empty()),
                DeploySettings.defaults(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.of("kim"),
                false);
        activity.save(DeploymentGroup.of(
                        new Controls(server.cluster().api())
                                .orders(id, request, Instant.now()).stream()
                                        .map(order ->
                                                new DeploymentGroup.Member(DeploymentMachine.start(order), List.of()))
                                        .toList(),
                        false)
                .toJson());
        Files.createDirectories(activity.log().getParentFile().toPath());
        return (ClusterActivity) Jenkins.XSTREAM2.fromXML(Jenkins.XSTREAM2.toXML(activity));
    }

    @Test
    public void what_nobody_looks_at_any_more_is_closed_and_opened_again_for_the_next() throws Exception {
        try (JenkinsRule.WebClient client = client("reader")) {
            data(client, "");
            assertThat(LiveTargets.get().size()).isPositive();
            LiveTargets.get().closeIdle(Duration.ZERO);
            assertThat(LiveTargets.get().size()).isZero();
            await().atMost(PATIENCE)
                    .until(() ->
                            data(client, "").at("/targets/0/state").asText().equals("current"));
        }
    }

    private static JenkinsRule.WebClient client(String user) throws Exception {
        JenkinsRule.WebClient client = JENKINS.createWebClient().withJavaScriptEnabled(false);
        client.setThrowExceptionOnFailingStatusCode(false);
        return client.login(user);
    }

    private static JsonNode data(JenkinsRule.WebClient client, String since) throws Exception {
        return Json.read(get(client, "flink-clusters/data?since=" + since));
    }

    private static String get(JenkinsRule.WebClient client, String path) throws Exception {
        WebResponse response = client.loadWebResponse(new WebRequest(new URL(client.getContextPath() + path)));
        assertThat(response.getStatusCode()).as(path).isEqualTo(200);
        return response.getContentAsString();
    }
}
