package io.jenkins.plugins.flinkdeploy.run;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.model.Label;
import hudson.util.Secret;
import io.jenkins.plugins.flinkdeploy.config.FlinkDeployConfiguration;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.config.KubeconfigConnection;
import io.jenkins.plugins.flinkdeploy.localcluster.ExampleJob;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.RealJenkinsRule;

/**
 * The plugin as it is packaged, in a Jenkins of its own process: other tests run with one flat class path, on which a library that
 * the plugin forgot to bring is found all the same. The plugins that it can do without are left out.
 */
public class ClassLoadingTest {
    @ClassRule
    public static final ClusterRule CLUSTER = new ClusterRule();

    @Rule
    public final RealJenkinsRule real = new RealJenkinsRule().omitPlugins("git", "docker-commons");

    @Test
    public void image_build_and_cluster_client_find_their_libraries_in_a_real_jenkins() throws Throwable {
        String kubeconfig = CLUSTER.kubeconfig();
        String file = CLUSTER.clusterFile("real", "");
        String jar = ExampleJob.jar().toString();
        real.then((RealJenkinsRule.Step) jenkins -> deploy(jenkins, kubeconfig, file, jar));
    }

    private static void deploy(JenkinsRule jenkins, String kubeconfig, String file, String jar) throws Throwable {
        SystemCredentialsProvider.getInstance()
                .setDomainCredentialsMap(Map.of(
                        Domain.global(),
                        List.of(new StringCredentialsImpl(
                                CredentialsScope.GLOBAL, "local", "", Secret.fromString(kubeconfig)))));
        FlinkDeployConfiguration.get().setTargets(List.of(new FlinkTarget("local", new KubeconfigConnection("local"))));
        jenkins.createOnlineSlave(Label.get("remote"));
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "real");
        job.setDefinition(new CpsFlowDefinition(
                """
                node('remote') {
                    writeFile file: 'flink.yaml', text: '''%s'''
                    sh 'mkdir -p target && cp %s target/counter.jar'
                    def result = flinkDeploy()
                    echo "result: ${result.outcome}"
                }
                """
                        .formatted(file, jar),
                true));
        WorkflowRun run = jenkins.buildAndAssertSuccess(job);
        jenkins.assertLogContains("result: DONE", run);
    }
}
