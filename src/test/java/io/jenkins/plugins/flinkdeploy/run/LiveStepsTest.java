package io.jenkins.plugins.flinkdeploy.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.flinkdeploy.config.ApiServerConnection;
import io.jenkins.plugins.flinkdeploy.config.FlinkDeployConfiguration;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.record.Revision;
import io.jenkins.plugins.flinkdeploy.engine.record.Revisions;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SnapshotServer;
import io.jenkins.plugins.flinkdeploy.freestyle.FlinkRollbackBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;

/** Steps that work on what is deployed already; the operator is played by the test. */
public class LiveStepsTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @ClassRule
    public static final BuildWatcher LOGS = new BuildWatcher();

    private static SnapshotServer server;

    @BeforeClass
    public static void server() {
        server = SnapshotServer.withSnapshots();
        FlinkTarget target = new FlinkTarget("local", new ApiServerConnection(server.url()));
        target.setNamespace("streaming");
        FlinkDeployConfiguration.get().setTargets(List.of(target));
    }

    @AfterClass
    public static void close() {
        server.close();
    }

    @Test
    public void a_rollback_needs_no_agent_lists_the_revisions_and_shows_what_would_change() throws Exception {
        stands("shown", "three");
        revisions("shown", "one", "two", "three");
        WorkflowRun run =
                JENKINS.buildAndAssertSuccess(pipeline("def back = flinkRollback name: 'shown', dryRun: true\n"
                        + "echo \"outcome: ${back.outcome} revision ${back.revision} commit ${back.commit}\""));
        assertThat(JenkinsRule.getLog(run))
                .containsSubsequence("FlinkDeployment streaming/shown", "*    3 ", "     2 ", "     1 ")
                .contains("outcome: DRY_RUN revision 2 commit commit-two", "img:three", "img:two")
                .doesNotContain("Running on Jenkins");
        assertThat(labels(run)).contains("Roll back shown to the last good revision");
    }

    @Test
    public void what_cannot_be_gone_back_to_is_told_in_words() throws Exception {
        stands("words", "two");
        revisions("words", "one", "two");
        assertThat(failure("flinkRollback name: 'words', to: '9'")).contains("no revision 9", "2, 1");
        assertThat(failure("flinkRollback name: 'words', to: 'x'")).contains("\"x\" is not the number of a revision");
        assertThat(failure("flinkRollback name: 'absent'")).contains("no earlier revision");
        assertThat(failure("flinkRollback name: 'words', sessionJob: 'other'")).contains("Name one resource.");
        assertThat(failure("flinkRollback()")).contains("There is no workspace here");
        assertThat(failure("flinkRollback name: 'words', target: 'mars'")).contains("target \"mars\"");
    }

    @Test
    public void an_aborted_rollback_says_what_it_left_on_the_cluster() throws Exception {
        stands("aborted", "two");
        revisions("aborted", "one", "two");
        WorkflowRun run =
                pipeline("flinkRollback name: 'aborted'").scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("APPLIED", run);
        run.getExecutor().interrupt();
        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(run));
        JENKINS.assertLogContains("the operator goes on with it, unwatched", run);
        assertThat(server.api().get(id("aborted")).orElseThrow().textAt("/spec/image"))
                .contains("img:one");
    }

    @Test
    public void a_freestyle_project_rolls_back_what_its_variables_name() throws Exception {
        stands("freestyle", "two");
        revisions("freestyle", "one", "two");
        FreeStyleProject project = JENKINS.createFreeStyleProject("freestyle");
        FlinkRollbackBuilder builder = new FlinkRollbackBuilder();
        builder.setName("$JOB_NAME");
        builder.setTo("1");
        builder.setDryRun(true);
        project.getBuildersList().add(builder);
        FreeStyleBuild build = JENKINS.buildAndAssertSuccess(project);
        JENKINS.assertLogContains("img:one", build);
    }

    private static String failure(String step) throws Exception {
        String log = JenkinsRule.getLog(JENKINS.buildAndAssertStatus(Result.FAILURE, pipeline(step)));
        assertThat(log).doesNotContain("\tat io.jenkins.plugins.flinkdeploy");
        return log;
    }

    private static WorkflowJob pipeline(String script) throws Exception {
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    /** What can be read on the steps of a run in place of their functions. */
    private static List<String> labels(WorkflowRun run) {
        FlowExecution execution = Objects.requireNonNull(run.getExecution());
        return new DepthFirstScanner()
                .allNodes(execution).stream()
                        .map((FlowNode node) -> node.getPersistentAction(LabelAction.class))
                        .filter(Objects::nonNull)
                        .map(LabelAction::getDisplayName)
                        .toList();
    }

    private static ResourceId id(String name) {
        return SnapshotServer.id("FlinkDeployment", name);
    }

    private static void stands(String name, String content) {
        server.application(name, "RUNNING");
        server.api().apply(manifest(name, content), false);
    }

    private static void revisions(String name, String... contents) {
        String uid = server.api()
                .get(id(name))
                .flatMap(live -> live.textAt("/metadata/uid"))
                .orElseThrow();
        for (int i = 0; i < contents.length; i++) {
            new Revisions(server.api())
                    .write(
                            id(name),
                            uid,
                            new Revision(
                                    "d-" + i,
                                    i + 1,
                                    manifest(name, contents[i]),
                                    "config",
                                    contents[i],
                                    Optional.of("commit-" + contents[i]),
                                    Optional.empty(),
                                    Optional.of("kim"),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Instant.parse("2026-03-01T12:00:00Z").plusSeconds(i),
                                    Duration.ofSeconds(30),
                                    Optional.empty()));
        }
    }

    private static Manifest manifest(String name, String content) {
        ResourceId id = id(name);
        ObjectNode tree = Json.object().put("apiVersion", id.apiVersion()).put("kind", id.kind());
        tree.withObject("/metadata").put("name", name).put("namespace", id.namespace());
        tree.withObject("/metadata/annotations")
                .put(Annotations.DEPLOYMENT_ID, "d-" + content)
                .put(Annotations.COMMIT, "commit-" + content)
                .put(Annotations.CONTENT_HASH, content);
        tree.withObject("/spec").put("image", "img:" + content).put("flinkVersion", "v1_19");
        tree.withObject("/spec/job")
                .put("jarURI", "local:///opt/flink/usrlib/job.jar")
                .put("upgradeMode", "savepoint")
                .put("state", "running");
        return Manifest.of(tree);
    }
}
