package io.jenkins.plugins.flinkdeploy.run;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.flinkdeploy.config.FlinkDeployConfiguration;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.record.ActionNote;
import io.jenkins.plugins.flinkdeploy.engine.record.ActionNotes;
import io.jenkins.plugins.flinkdeploy.freestyle.FlinkRollbackBuilder;
import io.jenkins.plugins.flinkdeploy.freestyle.FlinkStopBuilder;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import jenkins.util.VirtualFile;
import org.awaitility.Awaitility;
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

    private static PlayedOperator server;

    @BeforeClass
    public static void server() {
        server = new PlayedOperator();
        FlinkDeployConfiguration.get().setTargets(List.of(server.target("local")));
    }

    @AfterClass
    public static void close() {
        server.close();
    }

    @Test
    public void a_rollback_needs_no_agent_lists_the_revisions_and_shows_what_would_change() throws Exception {
        server.stands("shown", "three");
        server.revisions("shown", "one", "two", "three");
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
        server.stands("words", "two");
        server.revisions("words", "one", "two");
        assertThat(failure("flinkRollback name: 'words', to: '9'")).contains("no revision 9", "2, 1");
        assertThat(failure("flinkRollback name: 'words', to: 'x'")).contains("\"x\" is not the number of a revision");
        assertThat(failure("flinkRollback name: 'absent'")).contains("no earlier revision");
        assertThat(failure("flinkRollback name: 'words', sessionJob: 'other'")).contains("Name one resource.");
        assertThat(failure("flinkRollback()")).contains("There is no workspace here");
        assertThat(failure("flinkRollback name: 'words', target: 'mars'")).contains("target \"mars\"");
    }

    @Test
    public void an_aborted_rollback_says_what_it_left_on_the_cluster() throws Exception {
        server.stands("aborted", "two");
        server.revisions("aborted", "one", "two");
        WorkflowRun run =
                pipeline("flinkRollback name: 'aborted'").scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("APPLIED", run);
        run.getExecutor().interrupt();
        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(run));
        JENKINS.assertLogContains("the operator goes on with it, unwatched", run);
        assertThat(server.resource("aborted").textAt("/spec/image")).contains("img:one");
    }

    @Test
    public void a_freestyle_project_rolls_back_what_its_variables_name() throws Exception {
        server.stands("freestyle", "two");
        server.revisions("freestyle", "one", "two");
        FreeStyleProject project = JENKINS.createFreeStyleProject("freestyle");
        FlinkRollbackBuilder builder = new FlinkRollbackBuilder();
        builder.setName("$JOB_NAME");
        builder.setTo("1");
        builder.setDryRun(true);
        project.getBuildersList().add(builder);
        FreeStyleBuild build = JENKINS.buildAndAssertSuccess(project);
        JENKINS.assertLogContains("img:one", build);
    }

    @Test
    public void a_savepoint_is_asked_for_waited_for_and_described_to_the_pipeline() throws Exception {
        server.cluster().application("counted", "RUNNING");
        WorkflowRun run = pipeline("def taken = flinkSavepoint name: 'counted', timeout: '5m'\n"
                        + "echo \"path ${taken.path} of ${taken.jobs[0].jobId}: ${taken.summary}\"")
                .scheduleBuild2(0)
                .waitForStart();
        server.complete("counted");
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        JENKINS.assertLogContains("path file:/sp/counted of job-of-counted: 1 savepoint taken", run);
        JENKINS.assertLogNotContains("Running on Jenkins", run);
        assertThat(labels(run)).containsExactly("Savepoint of counted");
    }

    @Test
    public void of_a_session_cluster_the_jobs_that_are_named_are_taken_and_one_that_fails_fails_the_step()
            throws Exception {
        server.cluster().sessionCluster("many-main");
        for (String job : List.of("many-main-one", "many-main-two", "many-main-three")) {
            server.cluster().sessionJob("many-main", job, "RUNNING");
        }
        String file =
                """
                service: many
                clusters:
                  main:
                    flinkVersion: "1.19"
                    image: {reference: "registry.invalid/many:1"}
                    session: true
                    jobs:
                      one: {jar: "https://repository.invalid/one.jar", class: org.example.One, state: stateless}
                      two: {jar: "https://repository.invalid/two.jar", class: org.example.Two, state: stateless}
                      three: {jar: "https://repository.invalid/two.jar", class: org.example.Two, state: stateless}
                """;
        WorkflowRun run = pipeline("node {\n writeFile file: 'flink.yaml', text: '''" + file
                        + "'''\n flinkSavepoint jobs: 'one, three'\n}")
                .scheduleBuild2(0)
                .waitForStart();
        server.complete("many-main-one");
        server.snapshotOf(
                "many-main-three", Json.object().put("state", "FAILED").put("error", "disk full"));
        JENKINS.assertBuildStatus(Result.FAILURE, JENKINS.waitForCompletion(run));
        assertThat(JenkinsRule.getLog(run))
                .contains("file:/sp/many-main-one", "Savepoints of many.main: ", "disk full")
                .doesNotContain("many-main-two", "\tat io.jenkins.plugins.flinkdeploy");
        assertThat(failure("node {\n writeFile file: 'flink.yaml', text: '''" + file
                        + "'''\n flinkSavepoint jobs: 'four'\n}"))
                .contains("no job \"four\"; it has one, two, three.");
    }

    @Test
    public void an_aborted_savepoint_says_that_the_operator_goes_on_with_it() throws Exception {
        server.cluster().application("left", "RUNNING");
        WorkflowRun run =
                pipeline("flinkSavepoint name: 'left'").scheduleBuild2(0).waitForStart();
        Awaitility.await().until(() -> server.snapshot("left").isPresent());
        run.getExecutor().interrupt();
        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(run));
        JENKINS.assertLogContains("what was asked of the operator goes on, unwatched", run);
    }

    @Test
    public void steps_in_a_block_go_to_its_target_unless_they_name_one() throws Exception {
        server.stands("block", "two");
        server.revisions("block", "one", "two");
        FlinkDeployConfiguration.get().setTargets(List.of(server.target("one"), server.target("two")));
        try {
            assertThat(failure("flinkRollback name: 'block', dryRun: true"))
                    .contains("It is not said which target to deploy to.");
            WorkflowRun run = JENKINS.buildAndAssertSuccess(
                    pipeline(
                            """
                    pipeline {
                        agent none
                        stages {
                            stage('Back') {
                                steps {
                                    withFlinkTarget('mars') {
                                        withFlinkTarget('two') {
                                            flinkRollback name: 'block', dryRun: true
                                        }
                                        flinkRollback name: 'block', dryRun: true, target: 'one'
                                    }
                                }
                            }
                        }
                    }
                    """));
            assertThat(JenkinsRule.getLog(run).split("DRY_RUN: ", -1)).hasSize(3);
            assertThat(failure("withFlinkTarget('mars') { flinkSavepoint name: 'block' }"))
                    .contains("The step names the target \"mars\", which Jenkins does not have; it has one, two.");
        } finally {
            FlinkDeployConfiguration.get().setTargets(List.of(server.target("local")));
        }
    }

    @Test
    public void what_was_applied_is_waited_for_later_and_its_time_begins_then() throws Exception {
        String apply =
                """
                node {
                    writeFile file: 'flink.yaml', text: '''
                        service: halves
                        clusters:
                          main:
                            flinkVersion: "1.19"
                            image: {reference: "registry.invalid/orders:1"}
                            jobs: {orders: {jar: "local:///opt/flink/usrlib/a.jar", state: stateless}}
                    '''
                    def applied = flinkApply(%s)
                    echo "applied: ${applied.outcome} generation ${applied.generation}"
                }
                """;
        server.event("halves-main", "refused: token=abc123");
        WorkflowRun failed = JENKINS.buildAndAssertStatus(
                Result.FAILURE,
                pipeline("try {\n" + apply.formatted("")
                        + "flinkWait timeout: '1s'\n} finally {\n flinkArchive logLines: 10\n}"));
        assertThat(failed.getArtifacts())
                .extracting(artifact -> artifact.relativePath.replaceFirst("halves-main-[^/]+", "it"))
                .contains(
                        "flink-evidence/it/deployment.json",
                        "flink-evidence/it/events.txt",
                        "flink-evidence/it/status.json",
                        "flink-evidence/it/status.txt");
        assertThat(artifact(failed, "events.txt"))
                .contains("Warning  FlinkDeployment halves-main  Played: refused: token=(hidden)");
        assertThat(Json.read(artifact(failed, "deployment.json")).at("/outcome").asText())
                .isEqualTo("FAILED");
        assertThat(JenkinsRule.getLog(failed))
                .contains(
                        "applied: APPLIED_ONLY generation 1",
                        "Deployment of halves.main ended as FAILED: Not healthy after 1.0 s",
                        "There is no earlier revision to go back to.");
        JENKINS.assertLogContains("status, events and logs are archived in flink-evidence/halves-main-", failed);
        WorkflowRun shown = JENKINS.buildAndAssertSuccess(
                pipeline(apply.formatted("dryRun: true") + "echo \"waited: ${flinkWait().outcome}\""));
        JENKINS.assertLogContains("waited: DRY_RUN", shown);
        assertThat(failure("flinkWait()")).contains("Nothing was applied in this build that could be waited for.");
        assertThat(failure(apply.formatted("dryRun: true") + "flinkWait deployment: 'd-x'"))
                .contains("This build has no deployment d-x; it has 20");
    }

    private static String artifact(WorkflowRun run, String name) throws Exception {
        VirtualFile root = run.getArtifactManager().root();
        try (InputStream file = root.child(
                        root.list("**/" + name, null, true).iterator().next())
                .open()) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    public void a_job_is_stopped_with_a_savepoint_and_what_is_stopped_is_not_stopped_again() throws Exception {
        server.stands("halted", "one");
        String stop = "def stopped = flinkStop name: 'halted', reason: 'maintenance'\n"
                + "echo \"${stopped.action}: ${stopped.outcome} with ${stopped.savepoint}\"";
        WorkflowRun run = pipeline(stop).scheduleBuild2(0).waitForStart();
        server.complete("halted");
        server.suspend("halted");
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        assertThat(JenkinsRule.getLog(run))
                .contains("stop: DONE with file:/sp/stop-halted", "stopped; it starts again from file:/sp/stop-halted")
                .doesNotContain("Running on Jenkins");
        assertThat(labels(run)).containsExactly("Stop halted");
        assertThat(ActionNotes.of(server.resource("halted"))).singleElement().satisfies(note -> {
            assertThat(note.action()).isEqualTo("stop");
            assertThat(note.reason()).contains("maintenance");
            assertThat(note.buildUrl())
                    .hasValueSatisfying(url -> assertThat(url).contains(run.getUrl()));
            assertThat(note.doneAt()).isPresent();
        });
        JENKINS.assertLogContains("stop: UNCHANGED", JENKINS.buildAndAssertSuccess(pipeline(stop)));
        WorkflowRun shown = JENKINS.buildAndAssertSuccess(
                pipeline("echo \"outcome: ${flinkStart(name: 'halted', dryRun: true).outcome}\""));
        assertThat(JenkinsRule.getLog(shown)).contains("outcome: DRY_RUN");
        assertThat(labels(shown)).contains("Start halted");
        assertThat(failure("flinkRestart name: 'halted'")).contains("is stopped", "Start it instead");
    }

    @Test
    public void what_a_cluster_does_is_told_to_the_pipeline_and_one_that_is_not_there_fails_nothing() throws Exception {
        server.stands("seen", "one");
        server.revisions("seen", "one");
        WorkflowRun run = JENKINS.buildAndAssertSuccess(pipeline("def seen = flinkStatus name: 'seen'\n"
                + "echo \"${seen.name} of ${seen.desiredCommit}: ${seen.jobs[0].name} ${seen.jobs[0].state}\"\n"
                + "sleep 0\n"
                + "echo \"savepoint ${seen.savepoint}, json ${seen.json.length() > 100}\"\n"
                + "def none = flinkStatus name: 'absent'\n"
                + "echo \"${none.state} healthy ${none.healthy} jobs ${none.jobs.size()}\""));
        assertThat(JenkinsRule.getLog(run))
                .contains("seen of commit-one: seen RUNNING", "savepoint null, json true")
                .contains("ABSENT healthy false jobs 0", "seen in streaming")
                .doesNotContain("Running on Jenkins");
        assertThat(labels(run)).contains("absent: Absent");
        assertThat(failure("flinkStatus sessionJob: 'absent'")).contains("does not exist");
    }

    @Test
    public void how_well_a_cluster_is_is_told_to_the_pipeline_and_makes_the_build_unstable_when_asked_for()
            throws Exception {
        server.stands("judged", "one");
        server.fails("judged");
        String look = "def seen = flinkHealth name: 'judged'%s\nsleep 0\n"
                + "echo \"${seen.name} ${seen.state} ${seen.healthy} ${seen.summary}\"\n"
                + "echo \"${seen.findings[0].check} ${seen.findings[0].state} ${seen.findings[0].measured}\"";
        WorkflowRun run = JENKINS.buildAndAssertSuccess(pipeline(look.formatted("")));
        assertThat(JenkinsRule.getLog(run))
                .contains("judged in streaming: failing", "judged FAILING false Failed", "STATE FAILING null")
                .doesNotContain("Running on Jenkins");
        assertThat(labels(run)).contains("judged: failing");
        WorkflowRun unstable =
                JENKINS.buildAndAssertStatus(Result.UNSTABLE, pipeline(look.formatted(", unstable: true")));
        assertThat(JenkinsRule.getLog(unstable)).contains("judged is failing: Failed");
    }

    @Test
    public void logs_are_archived_without_secrets_and_another_time_beside_the_first() throws Exception {
        server.stands("logged", "one");
        server.pod("logged", "jobmanager");
        server.pod("logged", "taskmanager");
        server.cluster().logs("2026-03-01T12:00:00Z starting\n2026-03-01T12:00:01Z password=hunter2 failed\n");
        WorkflowRun run = JENKINS.buildAndAssertSuccess(pipeline("def all = flinkLogs name: 'logged'\n"
                + "def some = flinkLogs name: 'logged', component: 'jobmanager', grep: 'fail.d'\n"
                + "def again = flinkLogs name: 'logged'\n"
                + "echo \"${all.artifact} ${all.lines}, ${some.artifact} ${some.lines}, ${again.artifact}\""));
        JENKINS.assertLogContains(
                "flink-logs/logged.log 4, flink-logs/logged-jobmanager.log 1, flink-logs/logged-2.log", run);
        assertThat(artifact(run, "logged.log"))
                .startsWith("2026-03-01T12:00:00Z logged-jobmanager | starting\n")
                .contains("logged-taskmanager | password=(hidden) failed")
                .doesNotContain("hunter2");
        JENKINS.assertLogContains(
                "has no such pods", JENKINS.buildAndAssertSuccess(pipeline("flinkLogs name: 'nobody'")));
        assertThat(failure("flinkLogs name: 'logged', grep: '('")).contains("is no regular expression");
        assertThat(failure("flinkLogs name: 'logged', component: 'x'")).contains("not one of jobmanager, taskmanager");
    }

    @Test
    public void nothing_is_stopped_that_is_not_named_and_a_build_step_does_the_same() throws Exception {
        server.stands("built", "one");
        assertThat(failure("node { flinkStop() }"))
                .contains("It is not said what is to be stopped.", "name, sessionJob, or cluster");
        FreeStyleProject project = JENKINS.createFreeStyleProject("built");
        FlinkStopBuilder builder = new FlinkStopBuilder();
        builder.setName("$JOB_NAME");
        builder.setReason("$BUILD_TAG");
        project.getBuildersList().add(builder);
        FreeStyleBuild build = Objects.requireNonNull(project.scheduleBuild2(0)).waitForStart();
        server.complete("built");
        server.suspend("built");
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(build));
        assertThat(ActionNotes.of(server.resource("built")))
                .extracting(ActionNote::reason)
                .containsExactly(Optional.of("jenkins-built-1"));
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
}
