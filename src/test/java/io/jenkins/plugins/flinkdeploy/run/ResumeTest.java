package io.jenkins.plugins.flinkdeploy.run;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.flinkdeploy.config.ApiServerConnection;
import io.jenkins.plugins.flinkdeploy.config.FlinkDeployConfiguration;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.localcluster.api.LocalApiServer;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.ArtifactResolver;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.ClusterArtifacts;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.FlinkRelease;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
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
    private static LocalApiServer server;

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @BeforeClass
    public static void serverWithoutOperator() throws Exception {
        server = LocalApiServer.start(0);
        ClusterArtifacts artifacts = ClusterArtifacts.resolve(FlinkRelease.NEWEST, new ArtifactResolver());
        for (InputStream definition : artifacts.customResourceDefinitions()) {
            server.installCrds(definition);
        }
    }

    @AfterClass
    public static void close() {
        server.close();
    }

    @Test
    public void without_its_target_or_credential_it_ends_and_says_what_it_left_on_the_cluster() throws Throwable {
        sessions.then(jenkins -> {
            FlinkTarget plain = new FlinkTarget("plain", new ApiServerConnection(server.url()));
            FlinkDeployConfiguration.get().setTargets(List.of(plain, keyed()));
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

    private static FlinkTarget keyed() {
        ApiServerConnection connection = new ApiServerConnection(server.url());
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
        WorkflowRun run =
                jenkins.jenkins.getItemByFullName(name, WorkflowJob.class).getBuildByNumber(1);
        return jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
    }
}
