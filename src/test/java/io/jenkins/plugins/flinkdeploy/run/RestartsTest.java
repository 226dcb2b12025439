package io.jenkins.plugins.flinkdeploy.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import io.jenkins.plugins.flinkdeploy.localcluster.ExampleJob;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
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

/** Jenkins restarts in every phase in which a deployment waits, with the real operator and real Flink. */
public class RestartsTest {
    @ClassRule
    public static final ClusterRule CLUSTER = new ClusterRule();

    @ClassRule
    public static final BuildWatcher LOGS = new BuildWatcher();

    private static final String NAME = "restarted";
    private static final String NONCE = "/spec/job/savepointTriggerNonce";
    private static final Duration LIMIT = Duration.ofMinutes(3);

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @BeforeClass
    public static void jobIsBuilt() throws Exception {
        ExampleJob.jar();
    }

    @Test
    public void a_deployment_goes_on_in_whatever_phase_jenkins_restarts_and_does_nothing_twice() throws Throwable {
        JobRepository repository = JobRepository.in(folder.newFolder(NAME).toPath());
        repository.commit(Map.of("flink.yaml", CLUSTER.clusterFile(NAME, "")));
        sessions.then(jenkins -> {
            CLUSTER.configure(jenkins);
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, NAME);
            job.setDefinition(new CpsFlowDefinition(
                    "node {\n git url: '" + repository.url()
                            + "', branch: 'main'\n sh 'mkdir -p target && cp \"$JOB_JAR\""
                            + " target/counter.jar'\n flinkDeploy soak: '15s'\n}",
                    true));
            CLUSTER.stopOperator();
            jenkins.waitForMessage("APPLIED", job.scheduleBuild2(0).waitForStart());
        });
        String first = deployment();
        CLUSTER.startOperator();
        sessions.then(jenkins -> {
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run(jenkins, 1)));
            assertWentOn(jenkins, 1, 1);
            assertThat(deployment()).isEqualTo(first);
            assertThat(generation()).as("applied once").isEqualTo(1);

            repository.commit(Map.of("flink.yaml", CLUSTER.clusterFile(NAME, ", --rate, \"20\"")));
            CLUSTER.stopOperator();
            CLUSTER.lock(NAME);
            jenkins.waitForMessage(
                    "is deploying this target",
                    run(jenkins, 1).getParent().scheduleBuild2(0).waitForStart());
        });
        assertThat(resource().at(NONCE).isMissingNode())
                .as("somebody else has the target")
                .isTrue();
        CLUSTER.unlock(NAME);
        sessions.then(jenkins -> {
            jenkins.waitForMessage("LOCKED", run(jenkins, 2));
            Awaitility.await().atMost(LIMIT).until(() -> !resource().at(NONCE).isMissingNode());
        });
        String asked = resource().at(NONCE).asText();
        CLUSTER.startOperator();
        sessions.then(jenkins -> jenkins.waitForMessage("UPGRADING", run(jenkins, 2)));
        sessions.then(jenkins -> jenkins.waitForMessage("SOAKING", run(jenkins, 2)));
        sessions.then(jenkins -> {
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run(jenkins, 2)));
            assertWentOn(jenkins, 2, 4);
            assertThat(resource().at(NONCE).asText())
                    .as("one savepoint asked for")
                    .isEqualTo(asked);
        });
        assertThat(generation()).as("savepoint asked for once, applied once").isEqualTo(3);
        assertThat(CLUSTER.counts(NAME))
                .as("the counter went on")
                .doesNotHaveDuplicates()
                .isSorted();
        CLUSTER.delete(NAME);
    }

    private static void assertWentOn(JenkinsRule jenkins, int number, int times) throws Exception {
        assertThat(JenkinsRule.getLog(run(jenkins, number)).split("going on with deployment " + deployment(), -1))
                .hasSize(times + 1);
    }

    private static WorkflowRun run(JenkinsRule jenkins, int number) {
        return jenkins.jenkins.getItemByFullName(NAME, WorkflowJob.class).getBuildByNumber(number);
    }

    private static Manifest resource() {
        return CLUSTER.resource(NAME).orElseThrow();
    }

    private static String deployment() {
        return resource().annotation(Annotations.DEPLOYMENT_ID).orElseThrow();
    }

    private static long generation() {
        return resource().at("/metadata/generation").asLong();
    }
}
