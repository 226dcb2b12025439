package io.jenkins.plugins.flinkdeploy.run;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.flinkdeploy.config.ApiServerConnection;
import io.jenkins.plugins.flinkdeploy.config.FlinkDeployConfiguration;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.localcluster.api.LocalApiServer;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.ArtifactResolver;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.ClusterArtifacts;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.FlinkRelease;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;

/** What can be seen with an API server that knows Flink's kinds, while no operator acts on them. */
public class ApiServerOnlyTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @ClassRule
    public static final BuildWatcher LOGS = new BuildWatcher();

    private static final String SESSION_CLUSTER =
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
            """;

    private static LocalApiServer server;

    @BeforeClass
    public static void serverWithFlinkKinds() throws Exception {
        server = LocalApiServer.start(0);
        ClusterArtifacts artifacts = ClusterArtifacts.resolve(FlinkRelease.NEWEST, new ArtifactResolver());
        for (InputStream definition : artifacts.customResourceDefinitions()) {
            server.installCrds(definition);
        }
        FlinkDeployConfiguration.get()
                .setTargets(List.of(new FlinkTarget("local", new ApiServerConnection(server.url()))));
    }

    @AfterClass
    public static void close() {
        server.close();
    }

    @Test
    public void a_dry_run_builds_no_image_and_returns_what_it_found() throws Exception {
        String log = run(
                """
                service: orders
                clusters:
                  main:
                    flinkVersion: "1.19"
                    image: {jars: [target/absent.jar], repository: registry.invalid/orders}
                    jobs: {orders: {jar: absent.jar, state: stateless}}
                """);
        assertThat(log)
                .contains(
                        "registry.invalid/orders:latest would be built and pushed",
                        "outcome: DRY_RUN",
                        "nothing was changed");
    }

    @Test
    public void a_session_cluster_and_each_of_its_jobs_are_shown_one_after_another() throws Exception {
        String log = run(SESSION_CLUSTER);
        assertThat(log.split("DRY_RUN: ", -1)).hasSize(4);
        assertThat(log).containsSubsequence("FlinkDeployment default/many-main", "FlinkSessionJob", "FlinkSessionJob");
    }

    @Test
    public void aborting_in_the_middle_of_a_group_says_what_was_begun_and_what_was_not() throws Exception {
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(
                "node {\n writeFile file: 'flink.yaml', text: '''"
                        + SESSION_CLUSTER.replace("many", "aborted")
                        + "'''\n flinkDeploy timeout: '30m', allOrNothing: true\n}",
                true));
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("aborted-main: APPLIED", run);

        run.getExecutor().interrupt();

        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(run));
        JENKINS.assertLogContains("aborted-main: ABORTED", run);
        JENKINS.assertLogContains(
                "Left as they were: FlinkSessionJob default/aborted-main-one, FlinkSessionJob default/aborted-main-two",
                run);
        assertThat(JENKINS.getJSON(run.getUrl() + "flink-deploy/api/json")
                        .getJSONObject()
                        .toString())
                .contains("\"ABORTED\"", "LEFT_AS_IT_WAS");
        assertThat(JENKINS.createWebClient().getPage(run).asNormalizedText()).contains("not begun, left as it was");
    }

    @Test
    public void an_image_build_that_hangs_can_be_aborted_and_leaves_the_cluster_alone() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            WorkflowRun run = startedBuildFrom(silent);
            run.getExecutor().interrupt();
            JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(run));
            JENKINS.assertLogContains("Nothing on the cluster was changed", run);
            JENKINS.assertLogNotContains("Trying again", run);
            assertThat(JENKINS.getJSON(run.getUrl() + "flink-deploy/api/json")
                            .getJSONObject()
                            .toString())
                    .contains("ABORTED");
        }
    }

    @Test
    public void an_agent_that_is_lost_in_the_image_build_ends_the_deployment_and_leaves_the_cluster_alone()
            throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            WorkflowRun run = startedBuildFrom(silent);
            DumbSlave agent = (DumbSlave) JENKINS.jenkins.getNode("remote");
            JENKINS.disconnectSlave(agent);
            JENKINS.assertBuildStatus(Result.FAILURE, JENKINS.waitForCompletion(run));
            JENKINS.assertLogContains("The agent was lost while it built the image.", run);
            JENKINS.assertLogContains("Nothing on the cluster was changed; a running job goes on.", run);
            JENKINS.waitOnline(agent);
        }
    }

    @Test
    public void a_run_that_is_ended_by_force_leaves_no_deployment_behind() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            WorkflowRun run = startedBuildFrom(silent);
            assertThat(DeployRuntime.get().underWay()).isEqualTo(1);
            run.doKill();
            JENKINS.waitForCompletion(run);
            Awaitility.await().until(() -> DeployRuntime.get().underWay() == 0);
        }
    }

    @Test
    public void what_the_agent_cannot_build_is_told_in_the_agents_words() throws Exception {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        assertThat(failure(job(nobody)))
                .contains("127.0.0.1:" + nobody, "Nothing on the cluster was changed; a running job goes on.")
                .doesNotContain("Exception");
        assertThat(failure(job(nobody).replace("conf/*", "absent/*"))).contains("absent/*");
    }

    private static String failure(String script) throws Exception {
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        String log = JenkinsRule.getLog(JENKINS.buildAndAssertStatus(Result.FAILURE, job));
        assertThat(log).doesNotContain("\tat ");
        return log;
    }

    /** A run whose image build waits for a registry that takes the connection and says nothing. */
    private static WorkflowRun startedBuildFrom(ServerSocket silent) throws Exception {
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(job(silent.getLocalPort()), true));
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        silent.setSoTimeout((int) Duration.ofMinutes(2).toMillis());
        silent.accept();
        return run;
    }

    /** A pipeline that builds an image on an agent, with the registry at this port. */
    private static String job(int port) throws Exception {
        if (JENKINS.jenkins.getNode("remote") == null) {
            JENKINS.createSlave("remote", "remote", null);
        }
        return """
                node('remote') {
                    writeFile file: 'conf/log4j.properties', text: ''
                    writeFile file: 'flink.yaml', text: '''
                        service: hangs
                        clusters:
                          main:
                            flinkVersion: "1.19"
                            image:
                              base: 127.0.0.1:%1$d/flink:1.19
                              files: {"/opt/flink/conf/": conf/*}
                              repository: 127.0.0.1:%1$d/hangs
                            jobs: {hangs: {jar: "local:///opt/flink/usrlib/a.jar", state: stateless}}
                    '''
                    flinkDeploy()
                }
                """
                .formatted(port);
    }

    private static String run(String file) throws Exception {
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(
                "node {\n writeFile file: 'flink.yaml', text: '''" + file
                        + "'''\n def result = flinkDeploy dryRun: true\n echo \"outcome: ${result.outcome}\"\n}",
                true));
        return JenkinsRule.getLog(JENKINS.buildAndAssertSuccess(job));
    }
}
