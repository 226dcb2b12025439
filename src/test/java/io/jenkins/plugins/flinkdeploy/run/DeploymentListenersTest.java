package io.jenkins.plugins.flinkdeploy.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.FreeStyleProject;
import hudson.model.HealthReport;
import hudson.model.Job;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.checks.api.ChecksConclusion;
import io.jenkins.plugins.checks.api.ChecksDetails;
import io.jenkins.plugins.checks.api.ChecksPublisher;
import io.jenkins.plugins.checks.api.ChecksPublisherFactory;
import io.jenkins.plugins.checks.api.ChecksStatus;
import io.jenkins.plugins.flinkdeploy.audit.AuditLog;
import io.jenkins.plugins.flinkdeploy.config.FlinkDeployConfiguration;
import io.jenkins.plugins.flinkdeploy.config.FlinkHealthConfiguration;
import io.jenkins.plugins.flinkdeploy.engine.checkup.HealthState;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Deployment;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Phase;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.health.ClustersHealth;
import io.jenkins.plugins.flinkdeploy.health.HealthChange;
import io.jenkins.plugins.flinkdeploy.health.HealthListener;
import io.jenkins.plugins.flinkdeploy.health.Looks;
import io.jenkins.plugins.flinkdeploy.trend.DeployTrend;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import jenkins.metrics.api.Metrics;
import org.awaitility.Awaitility;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.LoggerRule;
import org.jvnet.hudson.test.TestExtension;

/** What is told of deployments besides on the page of their run: audit lines, metrics, checks, and the pages of their job. */
public class DeploymentListenersTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private static final List<ChecksDetails> CHECKS = new CopyOnWriteArrayList<>();

    private static final List<HealthChange> TOLD = new CopyOnWriteArrayList<>();

    private static PlayedOperator server;

    @Rule
    public final LoggerRule logs =
            new LoggerRule().record(AuditLog.class, Level.INFO).capture(20);

    @BeforeClass
    public static void server() {
        server = new PlayedOperator();
        FlinkDeployConfiguration.get().setTargets(List.of(server.target("local")));
        // The test looks itself.
        FlinkHealthConfiguration.get().setInterval("0");
    }

    @AfterClass
    public static void close() {
        server.close();
    }

    @Before
    public void forget() {
        CHECKS.clear();
    }

    /** Stands for a plugin that knows where the commit is. */
    @TestExtension
    public static final class Checks extends ChecksPublisherFactory {
        @Override
        protected Optional<ChecksPublisher> createPublisher(Run<?, ?> run, TaskListener listener) {
            return Optional.of(new ChecksPublisher() {
                @Override
                public void publish(ChecksDetails details) {
                    // The block around the step publishes one of its own.
                    if (details.getName().orElse("").contains(" / ")) {
                        CHECKS.add(details);
                    }
                }
            });
        }

        @Override
        protected Optional<ChecksPublisher> createPublisher(Job<?, ?> job, TaskListener listener) {
            return Optional.empty();
        }
    }

    @Test
    public void an_aborted_deployment_is_accounted_for_counted_and_told_to_the_commit() throws Exception {
        server.stands("stopped", "two");
        server.revisions("stopped", "one", "two");
        WorkflowRun run = pipeline("withChecks('Release') { flinkRollback name: 'stopped' }")
                .scheduleBuild2(0)
                .waitForStart();
        JENKINS.waitForMessage("APPLIED", run);
        run.getExecutor().interrupt();
        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(run));

        assertThat(logs.getMessages())
                .singleElement()
                .asString()
                .startsWith(run.getFullDisplayName() + ": deployment ")
                .contains("of stopped (FlinkDeployment streaming/stopped), commit commit-one, by ")
                .endsWith("ended as ABORTED");
        assertThat(Metrics.metricRegistry()
                        .getCounters()
                        .get("flink.deploy.target.stopped.ended.ABORTED")
                        .getCount())
                .isEqualTo(1);
        assertThat(Metrics.metricRegistry()
                        .getTimers()
                        .get("flink.deploy.all.took")
                        .getCount())
                .isPositive();
        assertThat(Metrics.metricRegistry()
                        .getGauges()
                        .get("flink.deploy.underway")
                        .getValue())
                .isEqualTo(0);
        ChecksDetails last = lastCheck();
        assertThat(last.getName()).contains("Release / stopped");
        assertThat(last.getConclusion()).isEqualTo(ChecksConclusion.CANCELED);
        assertThat(last.getDetailsURL()).contains(JENKINS.getURL() + run.getUrl() + "flink-deploy/");
        assertThat(CHECKS).extracting(ChecksDetails::getStatus).startsWith(ChecksStatus.IN_PROGRESS);
    }

    @Test
    public void what_changed_nothing_is_neither_a_success_nor_a_failure_of_the_commit() throws Exception {
        server.stands("dry", "two");
        server.revisions("dry", "one", "two");
        JENKINS.buildAndAssertSuccess(pipeline("flinkRollback name: 'dry', dryRun: true"));
        ChecksDetails last = lastCheck();
        assertThat(last.getName()).contains("Flink / dry");
        assertThat(last.getConclusion()).isEqualTo(ChecksConclusion.NEUTRAL);
        assertThat(last.getOutput().flatMap(output -> output.getTitle())).contains("dry run, nothing was changed");
    }

    @Test
    public void the_job_shows_its_last_deployment_of_each_target_and_how_long_they_take() throws Exception {
        FreeStyleProject job = JENKINS.createFreeStyleProject("history");
        assertThat(job.getActions(JobDeployments.class)).isEmpty();
        for (Phase phase : List.of(Phase.FAILED, Phase.DONE, Phase.SOAKING)) {
            FlinkDeployAction.note(JENKINS.buildAndAssertSuccess(job), saved(phase), Optional.of("local"));
        }

        try (JenkinsRule.WebClient client = JENKINS.createWebClient()) {
            HtmlPage page = client.getPage(job, "flink-deployments");
            assertThat(page.querySelectorAll("table:first-of-type tbody tr")).isNotEmpty();
            assertThat(page.asNormalizedText()).contains("Last deployment of each target", "#1", "#2", "#3", "healthy");
            HtmlPage front = client.getPage(job);
            assertThat(front.querySelectorAll(".echarts-trend")).hasSize(1);
        }
        DeployTrend trend = job.getAction(DeployTrend.class);
        JsonNode model = Json.read(trend.getBuildTrendModel());
        assertThat(model.path("buildNumbers")).extracting(JsonNode::asInt).containsExactly(1, 2);
        assertThat(model.path("series"))
                .extracting(line -> line.path("data").size())
                .containsExactly(2, 2);
        assertThat(model.at("/series/0/data/1").asDouble()).isPositive();
    }

    /** Stands for a plugin that tells people. */
    @TestExtension
    public static final class Told implements HealthListener {
        @Override
        public void changed(HealthChange change) {
            TOLD.add(change);
        }
    }

    @Test
    public void the_clusters_that_a_job_deployed_are_looked_at_and_changes_are_told_and_kept() throws Exception {
        WorkflowJob job = pipeline(
                """
                node {
                    writeFile file: 'flink.yaml', text: '''
                        service: looked
                        clusters:
                          main:
                            flinkVersion: "1.19"
                            image: {reference: "registry.invalid/orders:1"}
                            jobs: {orders: {jar: "local:///opt/flink/usrlib/a.jar", state: stateless}}
                    '''
                    flinkApply()
                }
                """);
        JENKINS.buildAndAssertSuccess(job);
        assertThat(job.getBuildHealthReports())
                .extracting(HealthReport::getDescription)
                .anyMatch(text -> text.contains("not looked at yet"));

        Looks.at(job);
        server.fails("looked-main");
        Looks.at(job, Duration.ofHours(1));
        assertThat(TOLD).as("a look of this hour is good enough").hasSize(1);
        Looks.at(job);
        Looks.at(job);

        assertThat(TOLD)
                .extracting(change -> change.from() + " " + change.to())
                .containsExactly("Optional.empty UNKNOWN", "Optional[UNKNOWN] FAILING");
        assertThat(TOLD.get(1).report().summary()).contains("Failed");
        assertThat(job.getBuildHealth().getScore())
                .as("Jenkins keeps reports, ours is live")
                .isZero();
        assertThat(ClustersHealth.counts()).containsEntry(HealthState.FAILING, 1L);
        assertThat(Metrics.metricRegistry()
                        .getGauges()
                        .get("flink.health.clusters.FAILING")
                        .getValue())
                .isEqualTo(1L);
        assertThat(Metrics.metricRegistry()
                        .getCounters()
                        .get("flink.health.became.FAILING")
                        .getCount())
                .isEqualTo(1);
        Looks.restart(job);
        try (JenkinsRule.WebClient client = JENKINS.createWebClient()) {
            HtmlPage page = client.getPage(job, "flink-health");
            assertThat(page.asNormalizedText())
                    .contains("looked-main: failing", "Namespace streaming of target local", "unknown\tfailing");
            assertThat(page.querySelectorAll(".flink-deploy-list tbody tr"))
                    .as("a finding, and two changes")
                    .hasSize(3);
        }
        job.renameTo("renamed");
        Looks.at(job);
        assertThat(TOLD).as("nothing new").hasSize(2);
        job.delete();
        assertThat(ClustersHealth.counts()).containsEntry(HealthState.FAILING, 0L);
    }

    private static ChecksDetails lastCheck() {
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> CHECKS.stream()
                .anyMatch(check -> check.getStatus() == ChecksStatus.COMPLETED));
        return CHECKS.get(CHECKS.size() - 1);
    }

    private static WorkflowJob pipeline(String script) throws Exception {
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    private static Deployment saved(Phase phase) throws Exception {
        try (InputStream json = Deployment.class.getResourceAsStream("soaking-v1.json")) {
            ObjectNode state = (ObjectNode) Json.read(new String(json.readAllBytes(), StandardCharsets.UTF_8));
            return Deployment.fromJson(state.put("phase", phase.name()).toString());
        }
    }
}
