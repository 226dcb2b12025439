package io.jenkins.plugins.flinkdeploy.run;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Label;
import hudson.model.Result;
import hudson.model.Run;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.flinkdeploy.config.ApiServerConnection;
import io.jenkins.plugins.flinkdeploy.config.FlinkDeployConfiguration;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.engine.definition.Definition;
import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionReader;
import io.jenkins.plugins.flinkdeploy.engine.definition.NamedSource;
import io.jenkins.plugins.flinkdeploy.engine.deploy.LocalCrd;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Order;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Previews;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.freestyle.FlinkDriftBuilder;
import io.jenkins.plugins.flinkdeploy.freestyle.FlinkPlanBuilder;
import io.jenkins.plugins.flinkdeploy.freestyle.FlinkValidateBuilder;
import io.jenkins.plugins.flinkdeploy.localcluster.api.LocalApiServer;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.ArtifactResolver;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.ClusterArtifacts;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.FlinkRelease;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.SingleFileSCM;
import org.jvnet.hudson.test.TestExtension;

/** Steps that read a cluster file and change nothing, and builds that may change nothing. */
public class FileStepsTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @ClassRule
    public static final BuildWatcher LOGS = new BuildWatcher();

    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static final String FILE =
            """
            service: orders
            clusters:
              main:
                flinkVersion: "1.19"
                image: {reference: "registry.invalid/orders:1"}
                jobs: {orders: {jar: orders.jar, state: stateless}}
                taskManager: {memory: 2g}
                env: {DB_PASSWORD: hunter2}
            """;

    private static LocalApiServer server;

    /** Jobs of pull requests. */
    @TestExtension
    public static final class Heads extends PullRequestHeads {}

    @BeforeClass
    public static void serverWithFlinkKinds() throws Exception {
        server = LocalApiServer.start(0);
        ClusterArtifacts artifacts = ClusterArtifacts.resolve(FlinkRelease.NEWEST, new ArtifactResolver());
        for (InputStream definition : artifacts.customResourceDefinitions()) {
            server.installCrds(definition);
        }
        FlinkDeployConfiguration.get()
                .setTargets(List.of(new FlinkTarget("local", new ApiServerConnection(server.url()))));
        JENKINS.createOnlineSlave(Label.get("remote"));
    }

    @AfterClass
    public static void close() {
        server.close();
    }

    @Test
    public void a_file_that_can_be_used_is_described_to_the_pipeline() throws Exception {
        WorkflowRun run = JENKINS.buildAndAssertSuccess(pipeline(
                FILE, "def found = flinkValidate()\n echo \"${found.service}: ${found.clusters} ${found.resources}\""));
        JENKINS.assertLogContains("flink.yaml can be used: orders-main.", run);
        JENKINS.assertLogContains("orders: [main] [orders-main]", run);
        assertThat(warnings(run)).isEmpty();
    }

    @Test
    public void everything_that_is_wrong_is_told_with_its_place_and_fails_the_step() throws Exception {
        WorkflowRun run = JENKINS.buildAndAssertStatus(
                Result.FAILURE,
                pipeline(FILE.replace("taskManager", "taskManger").replace("\"1.19\"", "\"1.9\""), "flinkValidate()"));
        assertThat(JenkinsRule.getLog(run))
                .contains("flink.yaml:4:", "flink.yaml:7:", "taskManger", "2 problems.")
                .doesNotContain("\tat ");
    }

    @Test
    public void a_connection_that_nobody_uses_is_closed_when_targets_change() {
        ClusterConnection connection =
                ClusterConnection.of(server.url() + "/", Optional.empty(), Optional.empty(), false);
        ClusterClients clients = DeployRuntime.get().clients();
        ClusterApi before;
        try (ClusterClients.Lease lease = clients.lease(connection)) {
            before = lease.cluster();
            FlinkDeployConfiguration.get().save();
            try (ClusterClients.Lease other = clients.lease(connection)) {
                assertThat(other.cluster()).as("in use").isSameAs(before);
            }
        }
        FlinkDeployConfiguration.get().save();
        try (ClusterClients.Lease lease = clients.lease(connection)) {
            assertThat(lease.cluster()).isNotSameAs(before);
        }
    }

    @Test
    public void what_is_doubtful_marks_the_step_yellow_while_the_build_goes_well() throws Exception {
        WorkflowRun run = JENKINS.buildAndAssertSuccess(pipeline(
                FILE,
                "writeFile file: 'flink-eu.yaml', text: '''clusters:\n  mian: {flinkVersion: \"1.19\", image: {reference: \"r.invalid/o:1\"},"
                        + " jobs: {o: {jar: o.jar, state: stateless}}}\n'''\n flinkValidate environment: 'eu'"));
        JENKINS.assertLogContains("WARNING: flink-eu.yaml:2:3: clusters.mian", run);
        assertThat(warnings(run)).containsExactly("flink.yaml has one warning");
    }

    @Test
    public void a_plan_is_in_the_log_on_the_page_and_among_the_artifacts_and_changes_nothing() throws Exception {
        int before = objects();
        FlinkDeployConfiguration.get().setPrices("{currency: EUR, cpu: 0.04, memory: 0.005}");
        WorkflowRun run = JENKINS.buildAndAssertSuccess(pipeline(
                FILE, "def plan = flinkPlan()\n echo \"unchanged: ${plan.unchanged}, restarts: ${plan.restartsJob}\""));
        assertThat(JenkinsRule.getLog(run))
                .contains(
                        "Plan for orders: main → local",
                        "FlinkDeployment default/orders-main: CREATE",
                        "taskManager.memory",
                        "Cost of FlinkDeployment default/orders-main: 0.00 -> 71.40 EUR a month (+71.40)",
                        "unchanged: false, restarts: true")
                .doesNotContain("hunter2");
        assertThat(run.getArtifacts())
                .extracting(Run.Artifact::getFileName)
                .containsExactlyInAnyOrder("orders-main-local.json", "orders-main-local.txt");
        assertThat(artifact(run, "orders-main-local.txt")).contains("orders-main: CREATE");
        assertThat(Json.read(artifact(run, "orders-main-local.json"))
                        .at("/resources/0/action")
                        .asText())
                .isEqualTo("CREATE");
        JenkinsRule.WebClient client = JENKINS.createWebClient();
        assertThat(client.getPage(run).asNormalizedText()).contains("orders: main → local", "is created");
        assertThat(client.getPage(run, "flink-plan").asNormalizedText())
                .contains("taskManager.memory", "2g", "0.00 -> 71.40 EUR a month")
                .doesNotContain("hunter2");
        assertThat(JENKINS.getJSON(run.getUrl() + "flink-plan/api/json")
                        .getJSONObject()
                        .getJSONArray("plans")
                        .getJSONObject(0)
                        .getBoolean("restartsJob"))
                .isTrue();
        assertThat(objects()).as("objects on the cluster").isEqualTo(before);
    }

    @Test
    public void a_plan_that_would_be_refused_fails_the_step_and_is_shown_all_the_same() throws Exception {
        WorkflowRun run = JENKINS.buildAndAssertStatus(
                Result.FAILURE, pipeline(FILE + "    template: {spec: {noSuchField: 1}}\n", "flinkPlan()"));
        assertThat(JenkinsRule.getLog(run)).contains("refused: ", "noSuchField", "would be refused");
        assertThat(JENKINS.createWebClient().getPage(run, "flink-plan").asNormalizedText())
                .contains("It would be refused");
    }

    @Test
    public void the_build_of_a_pull_request_shows_what_a_deployment_would_do_and_does_nothing() throws Exception {
        int before = objects();
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class, "PR-12");
        job.setDefinition(definition(
                FILE.replace(
                                "{reference: \"registry.invalid/orders:1\"}",
                                "{jars: [absent.jar], repository: r.invalid/o}")
                        .replace("jar: orders.jar", "jar: absent.jar"),
                "def result = flinkDeploy dryRun: false, force: true\n echo \"outcome: ${result.outcome}\""));
        WorkflowRun run = JENKINS.buildAndAssertSuccess(job);
        assertThat(JenkinsRule.getLog(run))
                .contains("pull request 12", "r.invalid/o:latest would be built", "outcome: DRY_RUN", "CREATE");
        assertThat(run.getAction(FlinkPlanAction.class).getPlans()).hasSize(1);
        assertThat(objects()).isEqualTo(before);
    }

    @Test
    public void several_files_are_checked_planned_and_deployed_in_the_order_that_they_ask_for() throws Exception {
        String late = FILE.replace("service: orders", "service: late")
                .replace("state: stateless", "state: stateless, after: [orders.main/orders]");
        String files = "writeFile file: 'jobs/b/flink.yaml', text: '''" + FILE + "'''\n"
                + "writeFile file: 'jobs/a/flink.yaml', text: '''" + late + "'''\n";
        WorkflowRun run = JENKINS.buildAndAssertSuccess(pipeline(
                FILE,
                files
                        + "def found = flinkValidate(files: 'jobs/*/flink.yaml')\n"
                        + "echo \"${found.file}: ${found.service} ${found.resources}\"\n"
                        + "def plan = flinkPlan(files: 'jobs/b/flink.yaml, jobs/a/flink.yaml')\n"
                        + "echo \"planned ${plan.title}\"\n"
                        + "def result = flinkDeploy(files: 'jobs/**/flink.yaml', dryRun: true)\n"
                        + "echo \"asked for ${result.deployments*.target}\""));
        assertThat(JenkinsRule.getLog(run))
                .contains(
                        "jobs/a/flink.yaml, jobs/b/flink.yaml: late, orders [late-main, orders-main]",
                        "planned orders, late: main → local, main → local",
                        "asked for [orders.main, late.main]");

        WorkflowRun wrong = JENKINS.buildAndAssertStatus(
                Result.FAILURE,
                pipeline(
                        FILE,
                        files
                                + "catchError { flinkValidate file: 'jobs/a/flink.yaml' }\n"
                                + "catchError { flinkDeploy files: 'jobs/*/flink.yaml', restoreFrom: '1', dryRun: true }\n"
                                + "flinkValidate files: 'absent/*.yaml'"));
        assertThat(JenkinsRule.getLog(wrong))
                .contains(
                        "jobs/a/flink.yaml:6:",
                        "No cluster of this file",
                        "A savepoint belongs to one job, and 2 would be deployed.",
                        "There is no absent/*.yaml in the workspace");
    }

    @Test
    public void a_freestyle_project_checks_and_plans_with_build_steps() throws Exception {
        FreeStyleProject project = JENKINS.createFreeStyleProject();
        project.setAssignedLabel(Label.get("remote"));
        project.setScm(new SingleFileSCM("flink.yaml", FILE.getBytes(StandardCharsets.UTF_8)));
        project.getBuildersList().add(new FlinkValidateBuilder());
        FlinkPlanBuilder plan = new FlinkPlanBuilder();
        plan.setCluster("main");
        plan.setFiles("flink*.yaml");
        project.getBuildersList().add(plan);
        FlinkDriftBuilder drift = new FlinkDriftBuilder();
        drift.setFiles("flink*.yaml");
        project.getBuildersList().add(drift);
        FreeStyleBuild build = JENKINS.buildAndAssertSuccess(project);
        assertThat(JenkinsRule.getLog(build))
                .contains("flink.yaml can be used", "orders-main: CREATE", "Drifted: orders-main");
        assertThat(build.getArtifacts()).hasSize(2);
    }

    @Test
    public void what_drifted_is_told_to_the_pipeline_and_makes_the_build_unstable_when_asked_for() throws Exception {
        String file = FILE.replace("service: orders", "service: drifting");
        Path checkout = FOLDER.newFolder("drifting").toPath();
        JobRepository repository = JobRepository.in(checkout);
        String first = repository.commit(Map.of("flink.yaml", file));
        String look = "node('remote') { dir('" + checkout + "') {\n"
                + "def drift = flinkDrift %s\n sleep 0\n def one = drift.resources[0]\n"
                + "echo \"${drift.drifted}: ${one.name} missing ${one.missing} behind ${one.behind}\"\n"
                + "one.edits.each { echo \"${it.field} is ${it.live} by ${it.manager} since ${it.time}\" }\n} }";
        WorkflowRun missing = JENKINS.buildAndAssertSuccess(scripted(look.formatted("target: 'local'")));
        assertThat(JenkinsRule.getLog(missing))
                .contains("drifting-main: DRIFTED", "missing: ", "true: drifting-main missing true behind null");
        assertThat(warnings(missing)).isEmpty();

        deploy(file, first);
        WorkflowRun same = JENKINS.buildAndAssertSuccess(scripted(look.formatted("unstable: true")));
        assertThat(JenkinsRule.getLog(same)).contains("drifting-main: in sync", "Nothing drifted", "false: drifting");

        edit("drifting-main", "{\"spec\": {\"taskManager\": {\"resource\": {\"memory\": \"8g\"}}}}");
        String second = repository.commit(Map.of("flink.yaml", file.replace("1.19", "1.20")));
        WorkflowRun run = JENKINS.buildAndAssertStatus(Result.UNSTABLE, scripted(look.formatted("unstable: true")));
        assertThat(JenkinsRule.getLog(run))
                .contains("behind It runs " + first.substring(0, 8) + ", and the repository is at "
                        + second.substring(0, 8))
                .containsPattern("edited:   taskManager\\.memory  .* -> 8g, by \\S+ at 20")
                .containsPattern("taskManager\\.memory is 8g by \\S+ since 20")
                .doesNotContain("hunter2");
        assertThat(warnings(run)).containsExactly("Drifted: drifting-main");
    }

    /** As a deployment from that commit leaves it. */
    private static void deploy(String text, String commit) {
        Order.Provenance from = new Order.Provenance(Optional.of(commit), Optional.empty(), Optional.empty());
        try (ClusterApi cluster = LocalCrd.connect(server)) {
            Definition definition = DefinitionReader.read(new NamedSource("flink.yaml", text), "orders");
            Previews.of(definition.clusters().get(0), "default", from, Optional.empty())
                    .forEach(each -> cluster.apply(each.manifest(), false));
        }
    }

    /** As a person with kubectl edit would. */
    private static void edit(String name, String patch) {
        try (KubernetesClient other = server.newClient()) {
            other.genericKubernetesResources("flink.apache.org/v1beta1", "FlinkDeployment")
                    .inNamespace("default")
                    .withName(name)
                    .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
        }
    }

    private static WorkflowJob scripted(String script) throws Exception {
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    private static String artifact(Run<?, ?> run, String name) throws Exception {
        return new String(
                Objects.requireNonNull(run.getArtifactManager().root().child("flink-plan/" + name))
                        .open()
                        .readAllBytes(),
                StandardCharsets.UTF_8);
    }

    /** What can be read on the yellow steps of a run. */
    private static List<String> warnings(WorkflowRun run) {
        FlowExecution execution = Objects.requireNonNull(run.getExecution());
        return new DepthFirstScanner()
                .allNodes(execution).stream()
                        .map(node -> node.getPersistentAction(WarningAction.class))
                        .filter(Objects::nonNull)
                        .map(WarningAction::getMessage)
                        .toList();
    }

    /** Objects that are not there when the server starts. */
    private static int objects() {
        try (var client = server.newClient()) {
            return client.leases().inAnyNamespace().list().getItems().size()
                    + client.genericKubernetesResources("flink.apache.org/v1beta1", "FlinkDeployment")
                            .inAnyNamespace()
                            .list()
                            .getItems()
                            .size();
        }
    }

    private static WorkflowJob pipeline(String file, String script) throws Exception {
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(definition(file, script));
        return job;
    }

    private static CpsFlowDefinition definition(String file, String script) throws Exception {
        return new CpsFlowDefinition(
                "node('remote') {\n writeFile file: 'flink.yaml', text: '''" + file + "'''\n" + script + "\n}", true);
    }
}
