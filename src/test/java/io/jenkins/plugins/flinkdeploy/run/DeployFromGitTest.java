package io.jenkins.plugins.flinkdeploy.run;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Label;
import hudson.model.Result;
import hudson.model.Run;
import hudson.plugins.git.GitSCM;
import hudson.tasks.Shell;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import io.jenkins.plugins.flinkdeploy.freestyle.FlinkDeployBuilder;
import io.jenkins.plugins.flinkdeploy.localcluster.ExampleJob;
import java.util.Map;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.CpsScmFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** From a git repository to a healthy job, with the real operator and real Flink. */
public class DeployFromGitTest {
    @ClassRule
    public static final ClusterRule CLUSTER = new ClusterRule();

    @ClassRule
    public static final BuildWatcher LOGS = new BuildWatcher();

    private static final String BUILD_JAR = "mkdir -p target && cp \"$JOB_JAR\" target/counter.jar";

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @BeforeClass
    public static void repositoriesOfThisMachine() throws Exception {
        ExampleJob.jar();
    }

    @Test
    public void a_scripted_pipeline_applies_from_an_agent_waits_without_one_and_gets_a_result() throws Throwable {
        JobRepository repository = JobRepository.in(folder.newFolder("scripted").toPath());
        String commit = repository.commit(Map.of(
                "flink.yaml", CLUSTER.clusterFile("scripted", ""),
                "Jenkinsfile",
                        """
                        def applied
                        node('remote') {
                            checkout scm
                            sh '%s'
                            applied = flinkApply()
                            echo "applied: ${applied.outcome} ${applied.success} generation ${applied.generation}"
                        }
                        def result = flinkWait deployment: applied.id
                        echo "result: ${result.outcome} ${result.success} generation ${result.generation}"
                        echo "digest: ${result.digest}"
                        """
                                .formatted(BUILD_JAR)));
        sessions.then(jenkins -> {
            CLUSTER.configure(jenkins);
            jenkins.createOnlineSlave(Label.get("remote"));
            WorkflowRun run = jenkins.buildAndAssertSuccess(pipeline(jenkins, "scripted", repository));
            jenkins.assertLogContains("applied: APPLIED_ONLY true generation ", run);
            jenkins.assertLogContains("result: DONE true generation ", run);
            jenkins.assertLogContains("digest: sha256:", run);
            Manifest resource = CLUSTER.resource("scripted").orElseThrow();
            assertThat(resource.annotation(Annotations.COMMIT)).hasValue(commit);
            assertThat(resource.annotation(Annotations.BUILD_URL)).hasValue(jenkins.getURL() + run.getUrl());
            assertThat(rest(jenkins, run).getString("outcome")).isEqualTo("DONE");
            assertThat(jenkins.createWebClient().getPage(run).asNormalizedText())
                    .contains("scripted.main");
        });
        CLUSTER.delete("scripted");
    }

    @Test
    public void a_declarative_pipeline_upgrades_with_state_and_fails_when_the_new_version_is_rolled_back()
            throws Throwable {
        JobRepository repository =
                JobRepository.in(folder.newFolder("declarative").toPath());
        String first = repository.commit(Map.of(
                "flink.yaml", CLUSTER.clusterFile("declarative", ""),
                "Jenkinsfile",
                        """
                        pipeline {
                            agent any
                            stages {
                                stage('Build') { steps { sh '%s' } }
                                stage('Deploy') { steps { flinkDeploy target: 'local', timeout: '3m' } }
                            }
                        }
                        """
                                .formatted(BUILD_JAR)));
        sessions.then(jenkins -> {
            CLUSTER.configure(jenkins);
            WorkflowJob job = pipeline(jenkins, "declarative", repository);
            jenkins.buildAndAssertSuccess(job);
            CLUSTER.awaitMoreCountsThan("declarative", 10);

            repository.commit(Map.of("flink.yaml", CLUSTER.clusterFile("declarative", ", --rate, \"20\"")));
            WorkflowRun upgrade = jenkins.buildAndAssertSuccess(job);
            JSONObject result = rest(jenkins, upgrade);
            assertThat(result.getString("fromCommit")).isEqualTo(first);
            assertThat(result.getString("savepoint")).contains("savepoint-");
            assertThat(result.getLong("downtimeMillis")).isPositive();
            CLUSTER.awaitMoreCountsThan(
                    "declarative", CLUSTER.counts("declarative").size() + 10);
            assertThat(CLUSTER.counts("declarative"))
                    .as("the counter went on")
                    .doesNotHaveDuplicates()
                    .isSorted();

            WorkflowJob byName = jenkins.createProject(WorkflowJob.class, "by-name");
            byName.setDefinition(new CpsFlowDefinition(
                    """
                    def taken = flinkSavepoint name: 'declarative-main', namespace: 'streaming'
                    echo "taken: ${taken.path}, ${taken.jobs[0].sizeBytes} bytes"
                    def back = flinkRollback name: 'declarative-main', namespace: 'streaming', timeout: '3m', soak: '2s'
                    echo "back: ${back.outcome} to revision ${back.revision}, commit ${back.commit}"
                    """,
                    true));
            WorkflowRun back = jenkins.buildAndAssertSuccess(byName);
            assertThat(JenkinsRule.getLog(back))
                    .containsPattern("taken: \\S+/savepoint-\\S+, \\d+ bytes")
                    .contains("back: DONE to revision 1, commit " + first);
            assertThat(CLUSTER.counts("declarative"))
                    .as("the counter went on")
                    .doesNotHaveDuplicates()
                    .isSorted();

            repository.commit(Map.of("flink.yaml", CLUSTER.clusterFile("declarative", ", --rate, nonsense")));
            WorkflowRun broken = jenkins.buildAndAssertStatus(Result.FAILURE, job);
            jenkins.assertLogContains("nonsense", broken);
            jenkins.assertLogContains("ROLLED_BACK", broken);
            jenkins.assertLogNotContains("\tat io.jenkins.plugins.flinkdeploy", broken);
        });
        CLUSTER.delete("declarative");
    }

    @Test
    public void a_freestyle_project_deploys_with_a_build_step() throws Throwable {
        JobRepository repository =
                JobRepository.in(folder.newFolder("freestyle").toPath());
        String commit = repository.commit(Map.of("flink.yaml", CLUSTER.clusterFile("freestyle", "")));
        sessions.then(jenkins -> {
            CLUSTER.configure(jenkins);
            FreeStyleProject project = jenkins.createFreeStyleProject("freestyle");
            project.setScm(new GitSCM(repository.url()));
            project.getBuildersList().add(new Shell(BUILD_JAR));
            FlinkDeployBuilder builder = new FlinkDeployBuilder();
            builder.setTarget("$PLACE");
            project.getBuildersList().add(builder);
            FreeStyleBuild build = jenkins.buildAndAssertSuccess(project);
            assertThat(CLUSTER.resource("freestyle").orElseThrow().annotation(Annotations.COMMIT))
                    .hasValue(commit);
            assertThat(rest(jenkins, build).getString("outcome")).isEqualTo("DONE");
        });
        CLUSTER.delete("freestyle");
    }

    @Test
    public void an_aborted_deployment_says_what_it_left_on_the_cluster() throws Throwable {
        JobRepository repository = JobRepository.in(folder.newFolder("aborted").toPath());
        repository.commit(Map.of(
                "flink.yaml",
                CLUSTER.clusterFile("aborted", ""),
                "Jenkinsfile",
                "node {\n checkout scm\n sh '" + BUILD_JAR + "'\n flinkDeploy()\n}"));
        sessions.then(jenkins -> {
            CLUSTER.configure(jenkins);
            WorkflowRun run =
                    pipeline(jenkins, "aborted", repository).scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("APPLIED", run);
            run.getExecutor().interrupt();
            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
            jenkins.assertLogContains("the operator goes on with it, unwatched", run);
        });
        CLUSTER.delete("aborted");
    }

    private static WorkflowJob pipeline(JenkinsRule jenkins, String name, JobRepository repository) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsScmFlowDefinition(new GitSCM(repository.url()), "Jenkinsfile"));
        return job;
    }

    private static JSONObject rest(JenkinsRule jenkins, Run<?, ?> run) throws Exception {
        return jenkins.getJSON(run.getUrl() + "flink-deploy/api/json")
                .getJSONObject()
                .getJSONArray("deployments")
                .getJSONObject(0);
    }
}
