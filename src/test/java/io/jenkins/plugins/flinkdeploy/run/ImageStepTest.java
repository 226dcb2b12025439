package io.jenkins.plugins.flinkdeploy.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SecretBytes;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryImage;
import hudson.model.Fingerprint;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Label;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import hudson.util.Secret;
import io.jenkins.plugins.flinkdeploy.freestyle.FlinkBuildImageBuilder;
import io.jenkins.plugins.flinkdeploy.localcluster.registry.EmbeddedRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.docker.commons.fingerprint.DockerFingerprints;
import org.jenkinsci.plugins.plaincredentials.impl.FileCredentialsImpl;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.SingleFileSCM;

/** Images that are built on an agent and pushed to a registry, without any Kubernetes cluster. */
public class ImageStepTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @ClassRule
    public static final BuildWatcher LOGS = new BuildWatcher();

    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static EmbeddedRegistry registry;

    @BeforeClass
    public static void registryWithBaseImage() throws Exception {
        registry = EmbeddedRegistry.start(FOLDER.newFolder("registry").toPath(), 0);
        Jib.fromScratch()
                .addEnvironmentVariable("BASE", "yes")
                .containerize(Containerizer.to(RegistryImage.named(registry.address() + "/flink:1.19"))
                        .setAllowInsecureRegistries(true)
                        .setBaseImageLayersCache(FOLDER.newFolder().toPath())
                        .setApplicationLayersCache(FOLDER.newFolder().toPath()));
        UsernamePasswordCredentialsImpl login =
                new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, "login", "", "ci", "hunter2hunter2");
        String file = "{\"auths\": {\"" + registry.address() + "\": {\"username\": \"ci\", \"password\": \"p\"}}}";
        SystemCredentialsProvider.getInstance()
                .setDomainCredentialsMap(Map.of(
                        Domain.global(),
                        List.of(
                                login,
                                new FileCredentialsImpl(
                                        CredentialsScope.GLOBAL,
                                        "config",
                                        "",
                                        "config.json",
                                        SecretBytes.fromRawBytes(file.getBytes(StandardCharsets.UTF_8))),
                                new StringCredentialsImpl(
                                        CredentialsScope.GLOBAL, "text", "", Secret.fromString("x")))));
        JENKINS.createOnlineSlave(Label.get("remote"));
    }

    @AfterClass
    public static void close() {
        registry.close();
    }

    @Test
    public void an_image_is_built_once_and_its_digest_leads_to_the_builds_that_have_it() throws Exception {
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class, "images");
        job.setDefinition(definition("registryCredentialsId: 'login'"));
        WorkflowRun first = JENKINS.buildAndAssertSuccess(job);
        Matcher image = Pattern.compile("built (\\S+)@sha256:([0-9a-f]{64}) pushed (\\d+)")
                .matcher(JenkinsRule.getLog(first));
        assertThat(image.find()).isTrue();
        assertThat(image.group(1)).isEqualTo(registry.address() + "/orders");
        assertThat(Long.parseLong(image.group(3))).isPositive();
        JENKINS.assertLogNotContains("hunter2hunter2", first);

        WorkflowRun second = JENKINS.buildAndAssertSuccess(job);
        JENKINS.assertLogContains("@sha256:" + image.group(2) + " pushed 0", second);

        Fingerprint fingerprint = DockerFingerprints.of(image.group(2));
        assertThat(fingerprint).isNotNull();
        assertThat(fingerprint.getRangeSet("images").includes(2)).isTrue();
        StandardCredentials used =
                CredentialsProvider.findCredentialById("login", StandardCredentials.class, first, List.of());
        assertThat(CredentialsProvider.getFingerprintOf(used).getJobs()).contains("images");
    }

    @Test
    public void a_docker_configuration_file_serves_as_credentials_and_another_kind_is_refused() throws Exception {
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(definition("registryCredentialsId: 'config'"));
        JENKINS.buildAndAssertSuccess(job);
        job.setDefinition(definition("registryCredentialsId: 'text'"));
        WorkflowRun refused = JENKINS.buildAndAssertStatus(Result.FAILURE, job);
        JENKINS.assertLogContains("The credential \"text\", which the step names, cannot be used", refused);
        job.setDefinition(definition("registryCredentialsId: 'absent'"));
        JENKINS.assertLogContains(
                "The credential \"absent\", which the step names, does not exist",
                JENKINS.buildAndAssertStatus(Result.FAILURE, job));
    }

    @Test
    public void a_freestyle_project_builds_an_image_with_a_build_step() throws Exception {
        FreeStyleProject project = JENKINS.createFreeStyleProject();
        project.setAssignedLabel(Label.get("remote"));
        project.setScm(new SingleFileSCM("flink.yaml", file("flink.yaml").getBytes(StandardCharsets.UTF_8)));
        FlinkBuildImageBuilder builder = new FlinkBuildImageBuilder();
        builder.setRegistryCredentialsId("${NAME_OF_LOGIN}");
        project.addProperty(new ParametersDefinitionProperty(new StringParameterDefinition("NAME_OF_LOGIN", "login")));
        project.getBuildersList().add(builder);
        FreeStyleBuild build = JENKINS.buildAndAssertSuccess(project);
        assertThat(JenkinsRule.getLog(build)).contains("Image: " + registry.address() + "/orders@sha256:");
    }

    private static CpsFlowDefinition definition(String parameters) throws Exception {
        return new CpsFlowDefinition(
                """
                node('remote') {
                    writeFile file: 'conf/log4j.properties', text: 'a=b'
                    writeFile file: 'flink.yaml', text: '''%s'''
                    def built = flinkBuildImage(%s)
                    echo "built ${built.image} pushed ${built.pushedBytes} skipped ${built.skippedBytes} ${built.digest}"
                }
                """
                        .formatted(file("conf/*"), parameters),
                true);
    }

    private static String file(String glob) {
        return """
                service: orders
                clusters:
                  main:
                    flinkVersion: "1.19"
                    image:
                      base: %1$s/flink:1.19
                      files: {"/opt/flink/conf/": "%2$s"}
                      repository: %1$s/orders
                    jobs: {orders: {jar: "local:///opt/flink/usrlib/a.jar", state: stateless}}
                """
                .formatted(registry.address(), glob);
    }
}
