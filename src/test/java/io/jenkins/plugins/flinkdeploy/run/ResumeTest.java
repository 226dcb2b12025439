package io.jenkins.plugins.flinkdeploy.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.flinkdeploy.config.ApiServerConnection;
import io.jenkins.plugins.flinkdeploy.config.FlinkDeployConfiguration;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.localcluster.ScriptedCluster;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** A deployment that waits for the cluster while Jenkins restarts, and does not find everything as it was. */
public class ResumeTest {
    private static ScriptedCluster cluster;

    /** Two jobs begin at once; the third waits for the first. */
    private static final String SESSION_CLUSTER =
            """
            node {
                writeFile file: 'flink.yaml', text: '''
                    service: group
                    clusters:
                      main:
                        flinkVersion: "1.19"
                        image: {reference: "registry.invalid/group:1"}
                        session: true
                        jobs:
                          one: {jar: "https://repository.invalid/a.jar", class: org.example.A, state: stateless}
                          two: {jar: "https://repository.invalid/a.jar", class: org.example.A, state: stateless, after: [one]}
                          three: {jar: "https://repository.invalid/a.jar", class: org.example.A, state: stateless}
                '''
                def result = flinkDeploy soak: '1s', timeout: '10m'
                echo "outcomes: ${result.outcome}: ${result.deployments.collect { it.outcome }.join(' ')}"
            }
            """;

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @BeforeClass
    public static void serverWithScriptedOperator() throws Exception {
        cluster = ScriptedCluster.start();
    }

    @AfterClass
    public static void close() {
        cluster.close();
    }

    @Test
    public void without_its_target_or_credential_it_ends_and_says_what_it_left_on_the_cluster() throws Throwable {
        sessions.then(jenkins -> {
            FlinkTarget plain = new FlinkTarget(
                    "plain", new ApiServerConnection(cluster.server().url()));
            FlinkDeployConfiguration.get().setTargets(List.of(plain, keyed()));
            cluster.hold("plain-main");
            cluster.hold("keyed-main");
            keep(List.of(new StringCredentialsImpl(
                    CredentialsScope.GLOBAL, "key", "", Secret.fromString("a-token-that-nobody-checks"))));
            begin(jenkins, "plain");
            begin(jenkins, "keyed");
            FlinkDeployConfiguration.get().setTargets(List.of(keyed()));
            keep(List.of());
        });
        sessions.then(jenkins -> {
            WorkflowRun withoutTarget = ended(jenkins, "plain");
            jenkins.assertLogContains("cannot be gone on with after the restart of Jenkins", withoutTarget);
            jenkins.assertLogContains("target \"plain\", which Jenkins does not have; it has keyed", withoutTarget);
            jenkins.assertLogContains("the operator goes on with it unwatched", withoutTarget);
            WorkflowRun withoutCredential = ended(jenkins, "keyed");
            jenkins.assertLogContains("The credential \"key\", which target \"keyed\" names", withoutCredential);
            jenkins.assertLogContains("the operator goes on with it unwatched", withoutCredential);
        });
    }

    @Test
    public void a_rollback_and_a_savepoint_that_are_waited_for_go_on_and_nothing_is_asked_for_twice() throws Throwable {
        try (PlayedOperator operator = new PlayedOperator()) {
            operator.stands("back", "two");
            operator.revisions("back", "one", "two");
            operator.cluster().application("taken", "RUNNING");
            sessions.then(jenkins -> {
                FlinkDeployConfiguration.get().setTargets(List.of(operator.target("played")));
                WorkflowJob back = jenkins.createProject(WorkflowJob.class, "back");
                back.setDefinition(new CpsFlowDefinition("flinkRollback name: 'back', timeout: '30m'", true));
                jenkins.waitForMessage("APPLIED", back.scheduleBuild2(0).waitForStart());
                WorkflowJob taken = jenkins.createProject(WorkflowJob.class, "taken");
                taken.setDefinition(new CpsFlowDefinition("echo \"path ${flinkSavepoint(name: 'taken').path}\"", true));
                taken.scheduleBuild2(0).waitForStart();
                Awaitility.await().until(() -> operator.snapshot("taken").isPresent());
            });
            long generation = generation(operator);
            operator.complete("taken");
            sessions.then(jenkins -> {
                WorkflowRun taken = run(jenkins, "taken");
                jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(taken));
                jenkins.assertLogContains("going on with the savepoints of taken", taken);
                jenkins.assertLogContains("path file:/sp/taken", taken);
                WorkflowRun back = run(jenkins, "back");
                jenkins.waitForMessage("going on with deployment", back);
                back.getExecutor().interrupt();
                jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(back));
                jenkins.assertLogContains("the operator goes on with it, unwatched", back);
            });
            assertThat(operator.cluster().snapshots()).hasSize(1);
            assertThat(generation(operator)).as("applied once").isEqualTo(generation);
        }
    }

    @Test
    public void a_group_goes_on_with_what_ran_and_begins_what_had_not_begun() throws Throwable {
        cluster.hold("group-main-one");
        sessions.then(jenkins -> {
            FlinkDeployConfiguration.get()
                    .setTargets(List.of(new FlinkTarget(
                            "local", new ApiServerConnection(cluster.server().url()))));
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "group");
            job.setDefinition(new CpsFlowDefinition(SESSION_CLUSTER, true));
            WorkflowRun run = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("group-main-one: APPLIED", run);
            jenkins.waitForMessage("group-main-three: DONE", run);
        });
        cluster.release("group-main-one");
        sessions.then(jenkins -> {
            WorkflowRun run = jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(jenkins.jenkins
                    .getItemByFullName("group", WorkflowJob.class)
                    .getBuildByNumber(1)));
            String log = JenkinsRule.getLog(run);
            assertThat(log)
                    .containsSubsequence(
                            "group-main: DONE",
                            "going on with deployment",
                            "group-main-one: DONE",
                            "group-main-two: LOCKED",
                            "group-main-two: DONE")
                    .contains("outcomes: DONE: DONE DONE DONE DONE");
            assertThat(log.split("group-main: APPLIED", -1))
                    .as("what was done is not done again")
                    .hasSize(2);
            assertThat(log.split("group-main-one: APPLIED", -1)).hasSize(2);
        });
    }

    private static long generation(PlayedOperator operator) {
        return operator.resource("back").at("/metadata/generation").asLong();
    }

    private static WorkflowRun run(JenkinsRule jenkins, String name) {
        return jenkins.jenkins.getItemByFullName(name, WorkflowJob.class).getBuildByNumber(1);
    }

    private static FlinkTarget keyed() {
        ApiServerConnection connection =
                new ApiServerConnection(cluster.server().url());
        connection.setCredentialsId("key");
        return new FlinkTarget("keyed", connection);
    }

    private static void keep(List<com.cloudbees.plugins.credentials.Credentials> credentials) throws Exception {
        SystemCredentialsProvider.getInstance().setDomainCredentialsMap(Map.of(Domain.global(), credentials));
        SystemCredentialsProvider.getInstance().save();
    }

    private static void begin(JenkinsRule jenkins, String target) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, target);
        job.setDefinition(new CpsFlowDefinition(
                """
                node {
                    writeFile file: 'flink.yaml', text: '''
                        service: %1$s
                        clusters:
                          main:
                            flinkVersion: "1.19"
                            image: {reference: "registry.invalid/orders:1"}
                            jobs: {orders: {jar: "local:///opt/flink/usrlib/a.jar", state: stateless}}
                    '''
                    flinkDeploy target: '%1$s', timeout: '30m'
                }
                """
                        .formatted(target),
                true));
        jenkins.waitForMessage("APPLIED", job.scheduleBuild2(0).waitForStart());
    }

    private static WorkflowRun ended(JenkinsRule jenkins, String name) throws Exception {
        return jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run(jenkins, name)));
    }
}
