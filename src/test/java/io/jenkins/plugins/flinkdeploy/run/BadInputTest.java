package io.jenkins.plugins.flinkdeploy.run;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.flinkdeploy.config.ApiServerConnection;
import io.jenkins.plugins.flinkdeploy.config.FlinkDeployConfiguration;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.config.KubeconfigConnection;
import io.jenkins.plugins.flinkdeploy.freestyle.FlinkDeployBuilder;
import io.jenkins.plugins.flinkdeploy.localcluster.api.LocalApiServer;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** What a person can get wrong ends the run with one paragraph, and leaves everything as it was. */
public class BadInputTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private static final String UNTOUCHED = "Nothing was built, stopped or changed.";
    private static final String MANIFEST =
            """
            apiVersion: flink.apache.org/v1beta1
            kind: FlinkDeployment
            metadata: {name: NAME}
            spec:
              image: flink:1.19
              flinkVersion: v1_19
              serviceAccount: flink
              jobManager: {resource: {cpu: 0.5, memory: 1g}}
              taskManager: {resource: {cpu: 0.5, memory: 1g}}
              job: {jarURI: "local:///opt/flink/usrlib/job.jar", parallelism: 1, upgradeMode: stateless}
            """;

    private static LocalApiServer server;

    @BeforeClass
    public static void serverWithoutOperator() {
        server = LocalApiServer.start(0);
    }

    @AfterClass
    public static void close() {
        server.close();
    }

    @Before
    public void targets() {
        FlinkTarget nowhere = new FlinkTarget("nowhere", new ApiServerConnection("http://127.0.0.1:9"));
        FlinkTarget keyless = new FlinkTarget("keyless", new KubeconfigConnection("lost"));
        FlinkTarget bare = new FlinkTarget("bare", new ApiServerConnection(server.url()));
        FlinkDeployConfiguration.get().setTargets(List.of(bare, keyless, nowhere));
    }

    @Test
    public void a_missing_file_is_named_with_the_way_to_get_it() throws Exception {
        assertThat(failure("", "file: 'deploy/flink.yaml', target: 'bare'"))
                .contains("There is no deploy/flink.yaml in the workspace", UNTOUCHED, "checkout scm");
    }

    @Test
    public void every_problem_of_a_malformed_file_is_shown_with_its_place() throws Exception {
        assertThat(failure("service: orders\nclustres: {}\nversion: nine\n", "target: 'bare'"))
                .contains("flink.yaml cannot be used", "flink.yaml:2:1", "flink.yaml:3:", UNTOUCHED);
    }

    @Test
    public void with_several_clusters_one_must_be_named() throws Exception {
        String two = MANIFEST.replace("NAME", "one") + "---\n" + MANIFEST.replace("NAME", "two");
        assertThat(failure(two, "target: 'bare'"))
                .contains("flink.yaml has several clusters: one, two.", UNTOUCHED, "parameter \"cluster\"");
        assertThat(failure(two, "target: 'bare', cluster: 'three'"))
                .contains("flink.yaml has no cluster \"three\"; there are one, two.");
    }

    @Test
    public void an_unknown_target_is_answered_with_those_that_exist() throws Exception {
        String one = MANIFEST.replace("NAME", "one");
        assertThat(failure(one, "target: 'prod'"))
                .contains(
                        "the target \"prod\", which Jenkins does not have; it has bare, keyless, nowhere.", UNTOUCHED);
        assertThat(failure(one, "")).contains("It is not said which target to deploy to.", "bare, keyless, nowhere");
        FlinkDeployConfiguration.get().setTargets(List.of());
        assertThat(failure(one, "")).contains("Jenkins has no target to deploy to.", "An administrator adds one");
    }

    @Test
    public void a_missing_credential_is_named_with_its_target() throws Exception {
        assertThat(failure(MANIFEST.replace("NAME", "one"), "target: 'keyless'"))
                .contains("The credential \"lost\", which target \"keyless\" names, does not exist", UNTOUCHED);
    }

    @Test
    public void times_and_choices_that_are_none_are_refused() throws Exception {
        String one = MANIFEST.replace("NAME", "one");
        assertThat(failure(one, "target: 'bare', soak: 'long'"))
                .contains("soak: \"long\" is not a length of time.", "10m");
        assertThat(failure(one, "target: 'bare', rollback: 'maybe'"))
                .contains("rollback: \"maybe\" is not one of auto, manual, off.");
    }

    @Test
    public void a_cluster_without_the_operator_or_the_namespace_is_left_alone() throws Exception {
        String one = MANIFEST.replace("NAME", "one");
        assertThat(failure(one, "target: 'bare'")).contains("Install the Apache Flink Kubernetes Operator");
        assertThat(failure(one, "target: 'bare', namespace: 'elsewhere'"))
                .contains("The namespace elsewhere does not exist on the target");
    }

    @Test
    public void a_freestyle_build_fails_with_the_same_words() throws Exception {
        FreeStyleProject project = JENKINS.createFreeStyleProject();
        FlinkDeployBuilder builder = new FlinkDeployBuilder();
        builder.setTarget("$WHERE_TO");
        project.getBuildersList().add(builder);
        assertThat(text(JENKINS.buildAndAssertStatus(Result.FAILURE, project)))
                .contains("There is no flink.yaml in the workspace", UNTOUCHED);
    }

    /** The log of a pipeline that must fail, and does so without a stack trace. */
    private static String failure(String file, String parameters) throws Exception {
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class);
        String write = file.isEmpty() ? "" : "writeFile file: 'flink.yaml', text: '''" + file + "'''\n";
        job.setDefinition(new CpsFlowDefinition("node {\n" + write + "flinkDeploy(" + parameters + ")\n}", true));
        return text(JENKINS.buildAndAssertStatus(Result.FAILURE, job));
    }

    private static String text(Run<?, ?> run) throws Exception {
        String log = JenkinsRule.getLog(run);
        assertThat(log).doesNotContain("\tat ");
        return log;
    }
}
