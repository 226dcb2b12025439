package io.jenkins.plugins.flinkdeploy.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.config.ApiServerConnection;
import io.jenkins.plugins.flinkdeploy.config.FlinkDeployConfiguration;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.localcluster.api.LocalApiServer;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.ArtifactResolver;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.ClusterArtifacts;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.FlinkRelease;
import java.io.InputStream;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

public class DryRunTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

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
        String log = run(
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
                """);
        assertThat(log.split("DRY_RUN: ", -1)).hasSize(4);
        assertThat(log).containsSubsequence("FlinkDeployment default/many-main", "FlinkSessionJob", "FlinkSessionJob");
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
