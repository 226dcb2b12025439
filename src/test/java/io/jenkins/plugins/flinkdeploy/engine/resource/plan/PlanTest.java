package io.jenkins.plugins.flinkdeploy.engine.resource.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

public class PlanTest {
    @Test
    public void a_plan_reads_like_a_table() {
        Manifest after = Specs.with(
                """
                {"metadata": {"labels": {"flinkdeploy.jenkins.io/owner": "team"}},
                 "spec": {"image": "r/orders@sha256:22", "job": {"upgradeMode": "stateless"},
                   "taskManager": {"resource": {"memory": "4g"}},
                   "flinkConfiguration": {"kubernetes.operator.savepoint.history.max.count": "5", "state.backend.type": null}}}
                """);

        assertThat(text(Specs.running(), after))
                .isEqualTo(
                        """
                        FlinkDeployment streaming/orders-main: CHANGE, 6 fields: restarts the job
                          ~ image                         r/orders@sha256:11 -> r/orders@sha256:22  (restarts the job)
                          ~ job.state                     savepoint -> stateless                    (the operator deploys nothing for it: it counts from the next restart)
                          + state.keepSavepoints          (not set) -> 5                            (the operator deploys nothing for it: a setting of the operator itself)
                          ~ taskManager.memory            2g -> 4g                                  (restarts the job)
                          - flinkConf.state.backend.type  rocksdb -> (removed)                      (restarts the job)
                          + owner                         (not set) -> team                         (in place)
                          warning: The job that runs has state, and the new version starts empty (job.state: stateless). Write savepoint or last-state to keep the state.
                        """);
    }

    @Test
    public void a_new_resource_is_listed_with_all_that_it_has() {
        Manifest after = Specs.with("{\"spec\": {\"podTemplate\": null, \"flinkConfiguration\": null}}");

        assertThat(Plan.of(List.of(Comparison.of(Optional.empty(), after, Optional.empty())))
                        .text(false))
                .isEqualTo(
                        """
                        FlinkDeployment streaming/orders-main: CREATE
                          + mode                native
                          + flinkVersion        1.19
                          + image               r/orders@sha256:11
                          + job.args            [--topic, orders]
                          + job.jar             local:///opt/flink/usrlib/orders.jar
                          + job.parallelism     2
                          + job.state           savepoint
                          + jobManager.cpu      0.5
                          + jobManager.memory   1g
                          + jobManager.replicas 1
                          + taskManager.cpu     1
                          + taskManager.memory  2g
                          + serviceAccount      flink
                          + spec.job.state      running
                        """
                                .replaceAll("(?m)^(  \\+ \\S+ +)", "$1 "));
    }

    @Test
    public void a_blue_green_deployment_is_told_in_the_words_of_the_cluster_it_holds() {
        Manifest live = blueGreen(Specs.running());
        Manifest after = blueGreen(
                Specs.with(
                        """
                        {"spec": {"taskManager": {"resource": {"memory": "4g"}}, "job": {"upgradeMode": "last-state"},
                           "flinkConfiguration": {"state.backend.type": "hashmap"}}}
                        """));

        assertThat(text(live, after))
                .startsWith("FlinkBlueGreenDeployment streaming/orders-main: CHANGE, 3 fields:"
                        + " starts the new version beside the old one\n")
                .containsPattern("~ taskManager\\.memory +2g -> 4g +\\(starts the new version beside the old one\\)")
                .containsPattern("~ job\\.state +savepoint -> last-state +\\(the operator deploys nothing for it")
                .containsPattern("~ flinkConf\\.state\\.backend\\.type +rocksdb -> hashmap");
        assertThat(Comparison.restartsJob(live, after)).isTrue();
    }

    @Test
    public void how_the_operator_changes_colours_is_no_reason_to_change_them() {
        ObjectNode tree = blueGreen(Specs.running()).toTree();
        tree.withObject("/spec/configuration").put("kubernetes.operator.bluegreen.deployment-deletion.delay", "2 min");
        Manifest after = Manifest.of(tree);

        assertThat(text(blueGreen(Specs.running()), after)).contains("a setting of the operator itself");
        assertThat(Comparison.restartsJob(blueGreen(Specs.running()), after)).isFalse();
    }

    private static Manifest blueGreen(Manifest deployment) {
        ObjectNode tree = deployment.toTree();
        JsonNode spec = tree.remove("spec");
        tree.put("kind", "FlinkBlueGreenDeployment");
        tree.putObject("spec").putObject("template").set("spec", spec);
        return Manifest.of(tree);
    }

    @Test
    public void what_only_says_who_deployed_is_no_change() {
        Manifest after = Specs.with(
                """
                {"metadata": {"annotations": {"flinkdeploy.jenkins.io/commit": "2222"}},
                 "spec": {"jobManager": {"resource": {"cpu": 0.50}}, "taskManager": {"resource": {"cpu": 1.0}}}}
                """);

        ResourcePlan plan = Comparison.of(Optional.of(Specs.running()), after, Optional.empty());

        assertThat(plan.action()).isEqualTo(ResourcePlan.Action.UNCHANGED);
        assertThat(plan.restartsJob()).isFalse();
        assertThat(Plan.of(List.of(plan)).text(false)).isEqualTo("FlinkDeployment streaming/orders-main: UNCHANGED\n");
    }

    @Test
    public void values_under_keys_that_look_secret_are_never_shown() {
        Manifest before = secrets("alpha");
        Manifest after = secrets("omega");
        Plan plan = Plan.of(List.of(Comparison.of(Optional.of(before), after, Optional.empty())));

        assertThat(plan.text(false) + plan.toJson()).doesNotContain("alpha").doesNotContain("omega");
        assertThat(plan.text(false)).contains("env.DB_PASSWORD").contains("changed (hidden)");
        Plan create = Plan.of(List.of(Comparison.of(Optional.empty(), after, Optional.empty())));
        assertThat(create.text(false) + create.toJson()).doesNotContain("omega");
    }

    private static Manifest secrets(String value) {
        return Specs.with(
                """
                {"spec": {
                  "flinkConfiguration": {"fs.s3a.access.key": "@", "my.api-token": "@", "user.credentials": "@",
                    "env.java.opts": "-Xmx1g -Ddb.password=@ -Dx=y", "sasl.config": "module required username='u' password='@';",
                    "jdbc.url": "jdbc:postgresql://user:@@host/db"},
                  "job": {"args": ["--db-password", "@", "--topic", "orders", "--api.token=@", "-Dclient.secret=@"]},
                  "logConfiguration": {"log4j.properties": "appender.http.token = @\\nrootLogger.level = INFO"},
                  "podTemplate": {"spec": {"containers": [
                    {"name": "flink-main-container", "env": [{"name": "DB_PASSWORD", "value": "@"}]},
                    {"name": "sidecar", "args": ["--password", "@"], "env": [{"name": "SECRET_ID", "value": "@"}]}]}}}}
                """
                        .replace("@@", value + "@@")
                        .replaceAll("@(?!@|host)", value)
                        .replace("@@", "@"));
    }

    @Test
    public void a_reference_to_a_secret_is_shown_because_it_is_no_secret() {
        Manifest after = Specs.with(
                """
                {"spec": {"podTemplate": {"spec": {"containers": [{"name": "flink-main-container", "env": [
                  {"name": "STAGE", "value": "prod"},
                  {"name": "DB_PASSWORD", "valueFrom": {"secretKeyRef": {"name": "orders-db", "key": "password"}}}]}]}}}}
                """);

        assertThat(text(Specs.running(), after)).contains("(hidden) -> key password of secret orders-db");
    }

    @Test
    public void what_the_autoscaler_decided_is_left_out_while_it_is_on() {
        Manifest live = Specs.with(
                """
                {"spec": {"job": {"parallelism": 9}, "flinkConfiguration": {"job.autoscaler.enabled": "true",
                  "pipeline.jobvertex-parallelism-overrides": "a:7"}}}
                """);
        Manifest after = Specs.with("{\"spec\": {\"flinkConfiguration\": {\"job.autoscaler.enabled\": \"true\"}}}");

        assertThat(Comparison.of(Optional.of(live), after, Optional.of(after)).action())
                .isEqualTo(ResourcePlan.Action.UNCHANGED);
        assertThat(Comparison.of(Optional.of(live), after, Optional.of(live)).changes())
                .as("this time the user changed it")
                .extracting(Change::path)
                .containsExactly("job.parallelism");
    }

    @Test
    public void changes_that_the_operator_ignores_are_told_to_deploy_nothing() {
        ResourcePlan plan = Comparison.of(
                Optional.of(Specs.running()),
                Specs.with("{\"spec\": {\"job\": {\"upgradeMode\": \"last-state\"}}}"),
                Optional.empty());

        assertThat(plan.warnings()).singleElement().asString().contains("deploys nothing");
    }

    @Test
    public void a_change_by_hand_since_the_last_deployment_is_named() {
        Manifest live = Specs.with(
                "{\"spec\": {\"taskManager\": {\"resource\": {\"memory\": \"8g\"}}, \"imagePullPolicy\": \"Always\"}}");

        assertThat(Comparison.of(Optional.of(live), Specs.running(), Optional.of(Specs.running()))
                        .warnings())
                .containsExactly("Changed on the cluster since the last deployment: taskManager.memory.");
    }

    @Test
    public void doubtful_changes_are_warned_of() {
        Manifest after = Specs.with("{\"spec\": {\"flinkVersion\": \"v1_18\"}}");
        Manifest foreign = Specs.with(
                "{\"metadata\": {\"labels\": null}, \"spec\": {\"job\": {\"state\": \"suspended\", \"upgradeMode\": null}}}");

        assertThat(String.join("\n", warnings(Specs.running(), after))).contains("goes back from 1.19 to 1.18");
        assertThat(String.join("\n", warnings(foreign, Specs.with(foreign, "{\"spec\": {\"image\": \"r/o:2\"}}"))))
                .contains("not deployed by flink-deploy")
                .contains("suspended")
                .contains("starts empty");
    }

    @Test
    public void the_order_of_environment_variables_counts_as_it_does_to_the_operator() {
        Manifest after = Specs.with(
                """
                {"spec": {"podTemplate": {"spec": {"containers": [{"name": "flink-main-container",
                 "env": [{"name": "DB_PASSWORD", "value": "first"}, {"name": "STAGE", "value": "prod"}]}]}}}}
                """);

        assertThat(Comparison.of(Optional.of(Specs.running()), after, Optional.empty())
                        .changes())
                .extracting(Change::path)
                .containsExactly("order of env");
    }

    @Test
    public void the_json_form_is_for_programs() {
        JsonNode json = Json.read(Plan.of(List.of(Comparison.of(
                        Optional.of(Specs.running()),
                        Specs.with("{\"spec\": {\"taskManager\": {\"resource\": {\"memory\": \"4g\"}}}}"),
                        Optional.empty())))
                .toJson());

        assertThat(json.path("version").asInt()).isEqualTo(1);
        assertThat(json.path("unchanged").asBoolean()).isFalse();
        assertThat(json.path("restartsJob").asBoolean()).isTrue();
        JsonNode change = json.at("/resources/0/changes/0");
        assertThat(change.path("path").asText()).isEqualTo("taskManager.memory");
        assertThat(change.path("resourcePath").asText()).isEqualTo("spec.taskManager.resource.memory");
        assertThat(change.path("impact").asText()).isEqualTo("RESTARTS");
        assertThat(Json.read(json.toString(), Plan.class).resources()).hasSize(1);
    }

    @Test
    public void colours_are_only_for_terminals() {
        Plan plan = Plan.of(List.of(Comparison.of(
                Optional.of(Specs.running()), Specs.with("{\"spec\": {\"image\": \"r/o:2\"}}"), Optional.empty())));

        assertThat(plan.text(true)).contains("\u001b[33m(restarts the job)\u001b[0m");
        assertThat(plan.text(false)).doesNotContain("\u001b");
    }

    private static List<String> warnings(Manifest live, Manifest after) {
        return Comparison.of(Optional.of(live), after, Optional.empty()).warnings();
    }

    private static String text(Manifest live, Manifest after) {
        return Plan.of(List.of(Comparison.of(Optional.of(live), after, Optional.empty())))
                .text(false);
    }
}
