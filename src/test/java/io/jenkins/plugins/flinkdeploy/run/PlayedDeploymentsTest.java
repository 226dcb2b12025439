package io.jenkins.plugins.flinkdeploy.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryImage;
import hudson.model.Fingerprint;
import hudson.model.Result;
import hudson.slaves.EnvironmentVariablesNodeProperty;
import io.jenkins.plugins.flinkdeploy.config.ApiServerConnection;
import io.jenkins.plugins.flinkdeploy.config.FlinkDeployConfiguration;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.localcluster.ScriptedCluster;
import io.jenkins.plugins.flinkdeploy.localcluster.registry.EmbeddedRegistry;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.sf.json.JSONObject;
import org.awaitility.Awaitility;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.docker.commons.fingerprint.DockerFingerprints;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.CpsScmFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;

/** Whole deployments, where the operator is played, and what the pages of their runs offer. */
public class PlayedDeploymentsTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @ClassRule
    public static final BuildWatcher LOGS = new BuildWatcher();

    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static ScriptedCluster cluster;
    private static JenkinsRule.WebClient browser;

    @BeforeClass
    public static void cluster() throws Exception {
        cluster = ScriptedCluster.start();
        FlinkDeployConfiguration.get().setTargets(List.of(target("prod"), target("staging")));
        browser = JENKINS.createWebClient();
        browser.getOptions().setCssEnabled(false);
    }

    private static FlinkTarget target(String name) {
        FlinkTarget target =
                new FlinkTarget(name, new ApiServerConnection(cluster.server().url()));
        target.setNamespace("streaming");
        target.setAllowInsecureRegistry(true);
        return target;
    }

    @AfterClass
    public static void close() {
        cluster.close();
    }

    @Test
    public void a_person_reads_what_a_rollback_would_do_and_has_it_done() throws Exception {
        WorkflowJob job = job("paged");
        deployed(job, "paged", 1);
        WorkflowRun second = deployed(job, "paged", 2);

        DeployBadge badge = second.getAction(FlinkDeployAction.class).getBadge();
        assertThat(second.getBadgeActions()).hasAtLeastOneElementOfType(FlinkDeployAction.class);
        assertThat(badge.getText()).isEqualTo("paged.main: healthy");
        assertThat(badge.getColour()).isEqualTo("jenkins-!-success-color");
        assertThat(browser.goTo(job.getUrl() + "buildHistory/ajax", null)
                        .getWebResponse()
                        .getContentAsString())
                .contains("paged.main: healthy");

        HtmlPage page = browser.getPage(second, "flink-deploy/");
        assertThat(page.getAnchorByText("FlinkDeployment streaming/paged-main").getHrefAttribute())
                .endsWith("/flink-clusters/target/prod/streaming/paged-main/");
        HtmlPage choice = page.getAnchorByText("Roll back paged.main…").click();
        assertThat(choice.asNormalizedText())
                .contains("FlinkDeployment streaming/paged-main on target prod.")
                .contains("Revision 2 stands there", "Its job is RUNNING.")
                .contains("Revision 1", "The operator stops the job with a savepoint")
                .doesNotContain("Revision 2, deployed");
        JENKINS.submit(choice.getFormByName("rollback"));
        FlinkActivity activity = ended(second, 1);

        assertThat(activity.getOutcome()).isEqualTo("DONE: healthy");
        assertThat(image("paged")).isEqualTo("registry.invalid/paged:1");
        JSONObject rest = rest(second);
        assertThat(rest.getJSONArray("deployments").getJSONObject(1).getString("outcome"))
                .isEqualTo("DONE");
        assertThat(rest.getJSONArray("deployments").getJSONObject(1).getInt("revision"))
                .isEqualTo(1);
        assertThat(rest.getJSONArray("activities").getJSONObject(0).getString("title"))
                .isEqualTo("Roll back FlinkDeployment streaming/paged-main to revision 1");
        assertThat(log(second, 1))
                .containsSubsequence("asked by anonymous", "*    2 ", "APPLIED", "DONE", "This ended. DONE: healthy");
        JobDeployments deployments = job.getAction(JobDeployments.class);
        assertThat(deployments.latest(deployments.getDeployments()))
                .extracting(latest -> latest.getResult().getRevision())
                .containsExactly(1L);
    }

    @Test
    public void a_rollback_is_refused_when_something_else_stands_there_by_then_and_can_be_stopped() throws Exception {
        WorkflowJob job = job("stale");
        deployed(job, "stale", 1);
        WorkflowRun second = deployed(job, "stale", 2);
        String path = second.getUrl() + "flink-deploy/rollback/" + id(second) + "/start";

        assertThat(post(path + "?to=1&stands=another")).isIn(200, 302);
        assertThat(ended(second, 1).getOutcome()).contains("was changed since the page told", "Open the page again");
        assertThat(post(path + "?to=9&stands=" + id(second))).isIn(200, 302);
        assertThat(ended(second, 2).getOutcome()).contains("has no revision 9");
        assertThat(post(path + "?to=x&stands=" + id(second))).isEqualTo(400);
        assertThat(image("stale")).isEqualTo("registry.invalid/stale:2");

        cluster.hold("stale-main");
        assertThat(post(path + "?to=1&stands=" + id(second))).isIn(200, 302);
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> log(second, 3)
                .contains("APPLIED"));
        assertThat(post(path + "?to=1&stands=" + id(second)))
                .as("one at a time")
                .isEqualTo(400);
        HtmlPage page = browser.getPage(second, "flink-deploy/activity/3/");
        JENKINS.submit(page.getFormByName("stop"));
        assertThat(ended(second, 3).getOutcome()).contains("ABORTED");
        assertThat(log(second, 3)).contains("the operator goes on with it, unwatched");
    }

    @Test
    public void a_deployment_whose_build_was_killed_is_gone_on_with_from_its_page() throws Exception {
        cluster.hold("killed-main");
        WorkflowJob job = job("killed");
        // What is killed within a node goes on to occupy it for a while.
        job.setDefinition(new CpsFlowDefinition(
                script("killed", 1).replaceAll("flinkDeploy [^\\n]*\\n}", "flinkApply target: 'prod'\n}\nflinkWait()"),
                true));
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("[Pipeline] flinkWait", run);
        Awaitility.await().until(() -> outcome(run).equals("APPLIED"));
        assertThat(post(run.getUrl() + "flink-deploy/resume"))
                .as("the build looks after it")
                .isEqualTo(400);
        run.doKill();
        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(run));
        assertThat(outcome(run)).isEqualTo("UNWATCHED");

        HtmlPage page = browser.getPage(run, "flink-deploy/");
        assertThat(page.asNormalizedText())
                .contains("nobody looks after it any more: FlinkDeployment streaming/killed-main (in phase APPLIED)");
        JENKINS.submit(page.getFormByName("resume"));
        cluster.release("killed-main");

        assertThat(ended(run, 1).getOutcome()).isEqualTo("DONE: healthy");
        assertThat(log(run, 1)).contains("going on with deployment " + id(run) + " in phase APPLIED");
        assertThat(outcome(run)).isEqualTo("DONE");
        assertThat(post(run.getUrl() + "flink-deploy/resume")).isEqualTo(400);
    }

    @Test
    public void whoever_aborts_a_deployment_is_told_what_that_leaves_in_whatever_phase_it_waits() throws Exception {
        WorkflowJob job = job("ended");
        deployed(job, "ended", 1);

        cluster.lock("ended-main");
        assertThat(aborted(job, script("ended", 2), "is deploying this target"))
                .contains("Nothing on the cluster was changed");
        cluster.unlock("ended-main");

        cluster.hold("ended-main");
        job.setDefinition(new CpsFlowDefinition(script("ended", 2).replace("'none'", "'before'"), true));
        WorkflowRun waits = job.scheduleBuild2(0).waitForStart();
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> cluster.get("FlinkDeployment", "ended-main")
                .orElseThrow()
                .at("/spec/job/savepointTriggerNonce")
                .isNumber());
        assertThat(aborted(waits)).contains("Nothing on the cluster was changed, but a savepoint was asked for");
        assertThat(aborted(job, script("ended", 2), "APPLIED"))
                .contains("the new specification is applied (generation ")
                .contains("the operator goes on with it, unwatched")
                .contains("To go back, deploy revision 1");
        cluster.release("ended-main");
        assertThat(aborted(job, script("ended", 3).replace("soak: 1s", "soak: 1h"), "SOAKING"))
                .contains("the operator goes on with it, unwatched");

        assertThat(rest(deployed(job, "ended", 4)).toString())
                .as("nothing is in its way")
                .contains("DONE");
    }

    private static String aborted(WorkflowJob job, String script, String when) throws Exception {
        job.setDefinition(new CpsFlowDefinition(script, true));
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage(when, run);
        return aborted(run);
    }

    private static String aborted(WorkflowRun run) throws Exception {
        run.getExecutor().interrupt();
        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(run));
        return JenkinsRule.getLog(run);
    }

    @Test
    public void every_documented_pipeline_does_what_it_is_shown_for() throws Exception {
        List<DocumentedPipelines.Documented> all = DocumentedPipelines.all();
        assertThat(all).extracting(DocumentedPipelines.Documented::place).contains("README.md 1", "jenkins.md 12");
        mavenThatPackages();
        try (EmbeddedRegistry registry =
                EmbeddedRegistry.start(FOLDER.newFolder().toPath(), 0)) {
            Jib.fromScratch()
                    .containerize(Containerizer.to(RegistryImage.named(registry.address() + "/flink:1.19"))
                            .setAllowInsecureRegistries(true)
                            .setBaseImageLayersCache(FOLDER.newFolder().toPath())
                            .setApplicationLayersCache(FOLDER.newFolder().toPath()));
            int version = 0;
            for (DocumentedPipelines.Documented each : all) {
                // The first two leave a revision to go back to; most of the others find nothing new.
                version += version < 2 || each.script().contains("flinkApply") ? 1 : 0;
                WorkflowJob job = job(each.place());
                job.setDefinition(new CpsScmFlowDefinition(
                        new FilesScm(Map.of(
                                "flink.yaml",
                                        """
                                        service: orders
                                        clusters:
                                          main:
                                            flinkVersion: "1.19"
                                            image:
                                              base: %1$s/flink:1.19
                                              files: {"/opt/flink/usrlib/": target/orders.txt}
                                              repository: %1$s/orders
                                            jobs: {orders: {jar: "local:///opt/flink/usrlib/orders.jar"}}
                                            state: {checkpoints: "s3://any/checkpoints", savepoints: "s3://any/savepoints"}
                                            flinkConf: {documented.version: "%2$d"}
                                            deploy: {minCheckpoints: 0, soak: 1s, timeout: 2m}
                                        """
                                                .formatted(registry.address(), version),
                                "Jenkinsfile", each.whole())),
                        "Jenkinsfile"));
                WorkflowRun run = JENKINS.buildAndAssertSuccess(job);
                assertThat(JenkinsRule.getLog(run)).as(each.place()).contains("[flink-deploy");
            }
            assertImageLeadsToItsDeployment("README.md 1");
        }
    }

    private static void assertImageLeadsToItsDeployment(String job) throws Exception {
        WorkflowRun run =
                JENKINS.jenkins.getItemByFullName(job, WorkflowJob.class).getLastBuild();
        String image =
                run.getAction(FlinkDeployAction.class).getDeployments().get(0).getImage();
        Fingerprint fingerprint = DockerFingerprints.of(image.substring(image.indexOf("@sha256:") + 8));
        assertThat(DockerFingerprints.getFacet(fingerprint, DeployedFacet.class))
                .isNotNull();
    }

    /** Builds take their {@code mvn} from the tools of Jenkins, and this one takes no time. */
    private static void mavenThatPackages() throws Exception {
        Path maven = Files.writeString(
                FOLDER.newFolder("tools").toPath().resolve("mvn"),
                "#!/bin/sh\nmkdir -p target && echo packaged > target/orders.txt\n");
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
        JENKINS.jenkins
                .getGlobalNodeProperties()
                .add(new EnvironmentVariablesNodeProperty(new EnvironmentVariablesNodeProperty.Entry(
                        "PATH+MAVEN", maven.getParent().toString())));
    }

    private static WorkflowJob job(String name) throws Exception {
        return JENKINS.createProject(WorkflowJob.class, name);
    }

    private static WorkflowRun deployed(WorkflowJob job, String service, int version) throws Exception {
        job.setDefinition(deploy(service, version));
        return JENKINS.buildAndAssertSuccess(job);
    }

    private static CpsFlowDefinition deploy(String service, int version) throws Exception {
        return new CpsFlowDefinition(script(service, version), true);
    }

    private static String script(String service, int version) {
        return """
                node {
                    writeFile file: 'flink.yaml', text: '''
                        service: %1$s
                        clusters:
                          main:
                            flinkVersion: "1.19"
                            image: {reference: "registry.invalid/%1$s:%2$d"}
                            state: {checkpoints: "s3://any/checkpoints", savepoints: "s3://any/savepoints"}
                            deploy: {minCheckpoints: 0, soak: 1s}
                            jobs: {%1$s: {jar: "local:///opt/flink/usrlib/a.jar"}}
                    '''
                    flinkDeploy target: 'prod', timeout: '5m', savepoint: 'none'
                }
                """
                .formatted(service, version);
    }

    private static String outcome(WorkflowRun run) throws Exception {
        return rest(run).getJSONArray("deployments").getJSONObject(0).getString("outcome");
    }

    private static FlinkActivity ended(WorkflowRun run, int number) {
        FlinkActivity activity = run.getAction(FlinkDeployAction.class).getActivity(number);
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> !activity.isUnderWay());
        return activity;
    }

    private static String id(WorkflowRun run) {
        return run.getAction(FlinkDeployAction.class).getDeployments().get(0).getId();
    }

    private static String image(String service) {
        return cluster.get("FlinkDeployment", service + "-main")
                .orElseThrow()
                .at("/spec/image")
                .asText();
    }

    private static String log(WorkflowRun run, int number) throws Exception {
        return browser.goTo(run.getUrl() + "flink-deploy/activity/" + number + "/logText/progressiveText", "text/plain")
                .getWebResponse()
                .getContentAsString();
    }

    private static JSONObject rest(WorkflowRun run) throws Exception {
        return JENKINS.getJSON(run.getUrl() + "flink-deploy/api/json").getJSONObject();
    }

    private static int post(String path) throws Exception {
        WebRequest request = new WebRequest(new URL(browser.getContextPath() + path), HttpMethod.POST);
        browser.addCrumb(request);
        return browser.loadWebResponse(request).getStatusCode();
    }
}
