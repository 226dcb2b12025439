package io.jenkins.plugins.flinkdeploy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Item;
import hudson.model.Result;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import hudson.util.Secret;
import io.jenkins.plugins.flinkdeploy.engine.deploy.LocalCrd;
import io.jenkins.plugins.flinkdeploy.folder.FolderTargets;
import io.jenkins.plugins.flinkdeploy.localcluster.api.LocalApiServer;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.ArtifactResolver;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.ClusterArtifacts;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.FlinkRelease;
import java.io.InputStream;
import java.net.URL;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

public class FlinkDeployConfigurationTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private final FlinkDeployConfiguration configuration = FlinkDeployConfiguration.get();

    @Before
    public void credentials() throws Exception {
        configuration.setTargets(List.of());
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ, Item.CONFIGURE)
                .everywhere()
                .to("developer"));
        SystemCredentialsProvider.getInstance()
                .setDomainCredentialsMap(Map.of(
                        Domain.global(),
                        List.of(
                                text(CredentialsScope.GLOBAL, "kubeconfig", "apiVersion: v1"),
                                text(CredentialsScope.GLOBAL, "token", "abc"),
                                text(CredentialsScope.SYSTEM, "system-token", "def"),
                                new UsernamePasswordCredentialsImpl(
                                        CredentialsScope.GLOBAL, "registry", "", "user", "a long enough password"))));
    }

    @After
    public void unsecured() {
        JENKINS.jenkins.setAuthorizationStrategy(null);
    }

    @Test
    public void prices_that_are_not_understood_are_refused_with_their_line_and_others_come_back_from_the_form()
            throws Exception {
        assertThat(configuration.doCheckPrices("currency: EUR\ncpu: 1\n").getMessage())
                .contains("Prices:1:1: memory");
        configuration.setPrices("{currency: EUR, cpu: 0.04, memory: 0.005}");
        assertThatThrownBy(() -> configuration.setPrices("cpu: free")).isInstanceOf(IllegalArgumentException.class);

        JenkinsRule.WebClient client = JENKINS.createWebClient().login("admin");
        JENKINS.submit(client.goTo("configure").getFormByName("config"));

        assertThat(configuration.knownPrices().orElseThrow().currency()).isEqualTo("EUR");
        configuration.setPrices("");
        assertThat(configuration.knownPrices()).isEmpty();
    }

    @Test
    public void targets_survive_the_form() throws Exception {
        KubeconfigConnection kubeconfig = new KubeconfigConnection("kubeconfig");
        kubeconfig.setContext("prod");
        FlinkTarget prod = new FlinkTarget("prod", kubeconfig);
        prod.setNamespace("streaming");
        prod.setRegistryCredentialsId("registry");
        ApiServerConnection server = new ApiServerConnection("https://kubernetes.example.org:6443");
        server.setCaCertificate("-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----");
        server.setCredentialsId("token");
        FlinkTarget staging = new FlinkTarget("staging", server);
        staging.setAllowInsecureRegistry(true);
        staging.setAllowedJobs("team-a/**\n*-nightly");
        configuration.setTargets(List.of(prod, staging));

        JenkinsRule.WebClient client = JENKINS.createWebClient().login("admin");
        JENKINS.submit(client.goTo("manage/configure").getFormByName("config"));

        assertThat(configuration.getTargets()).hasSize(2).isNotSameAs(List.of(prod, staging));
        JENKINS.assertEqualDataBoundBeans(prod, configuration.getTargets().get(0));
        JENKINS.assertEqualDataBoundBeans(staging, configuration.getTargets().get(1));
        assertThat(new FlinkDeployConfiguration().getTargets()).hasSize(2);
    }

    @Test
    public void two_targets_of_one_name_are_refused() {
        FlinkTarget one = new FlinkTarget("prod", new KubeconfigConnection("a"));
        FlinkTarget other = new FlinkTarget("prod", new KubeconfigConnection("b"));
        assertThatThrownBy(() -> configuration.setTargets(List.of(one, other)))
                .hasMessageContaining("Two targets have the name \"prod\"");
        assertThat(configuration.getTargets()).isEmpty();
    }

    @Test
    public void credentials_are_listed_for_administrators_only() {
        KubeconfigConnection.DescriptorImpl form =
                JENKINS.jenkins.getDescriptorByType(KubeconfigConnection.DescriptorImpl.class);
        try (ACLContext ignored =
                ACL.as2(hudson.model.User.getOrCreateByIdOrFullName("admin").impersonate2())) {
            assertThat(values(form.doFillCredentialsIdItems(null, ""))).contains("kubeconfig", "token");
            assertThat(values(form.doFillCredentialsIdItems(null, ""))).doesNotContain("registry", "system-token");
        }
        try (ACLContext ignored =
                ACL.as2(hudson.model.User.getOrCreateByIdOrFullName("developer").impersonate2())) {
            assertThat(values(form.doFillCredentialsIdItems(null, "current"))).containsExactly("", "current");
        }
    }

    @Test
    public void who_may_not_configure_jenkins_cannot_make_it_connect_anywhere() throws Exception {
        assertThat(post("developer", "apiServer", "?url=http://127.0.0.1:9/")).isEqualTo(403);
        assertThat(post("developer", "kubeconfig", "?credentialsId=kubeconfig")).isEqualTo(403);
        assertThat(post("admin", "kubeconfig", "?credentialsId=kubeconfig")).isEqualTo(200);
    }

    @Test
    public void a_connection_test_is_never_made_by_following_a_link() throws Exception {
        JenkinsRule.WebClient client = JENKINS.createWebClient()
                .withThrowExceptionOnFailingStatusCode(false)
                .login("admin");
        URL url = new URL(client.getContextPath() + method("apiServer") + "?url=http://127.0.0.1:9/");
        assertThat(client.getPage(url).getWebResponse().getStatusCode()).isEqualTo(404);
    }

    @Test
    public void a_connection_test_says_what_is_missing() throws Exception {
        ApiServerConnection.DescriptorImpl form =
                JENKINS.jenkins.getDescriptorByType(ApiServerConnection.DescriptorImpl.class);
        try (LocalApiServer server = LocalApiServer.start(0);
                ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            server.createNamespace("streaming");
            FormValidation withoutOperator = form.doTestConnection(null, server.url(), "", "token", "streaming");
            assertThat(withoutOperator.kind).isEqualTo(FormValidation.Kind.ERROR);
            assertThat(withoutOperator.getMessage())
                    .contains("does not know the kinds FlinkDeployment and FlinkSessionJob");

            ClusterArtifacts artifacts = ClusterArtifacts.resolve(FlinkRelease.NEWEST, new ArtifactResolver());
            for (InputStream definition : artifacts.customResourceDefinitions()) {
                server.installCrds(definition);
            }
            assertThat(form.doTestConnection(null, server.url(), "", "token", "nowhere")
                            .getMessage())
                    .contains("There is no namespace nowhere");
            FormValidation good = form.doTestConnection(null, server.url(), "", "token", "streaming");
            assertThat(good.kind).isEqualTo(FormValidation.Kind.OK);
            assertThat(good.getMessage()).contains("It knows FlinkDeployment, FlinkSessionJob, but not");

            server.deny("list events");
            FormValidation blind = form.doTestConnection(null, server.url(), "", "token", "streaming");
            assertThat(blind.kind).isEqualTo(FormValidation.Kind.ERROR);
            assertThat(blind.getMessage())
                    .contains("Deployments would fail", "may not list events in namespace streaming")
                    .contains("<pre>- apiGroups: [\"\"]\n  resources: [events]\n  verbs: [list]\n</pre>");
            server.deny("get pods/log");
            assertThat(form.doTestConnection(null, server.url(), "", "token", "streaming").kind)
                    .isEqualTo(FormValidation.Kind.WARNING);
        }
    }

    @Test
    public void a_connection_test_explains_a_failure_in_one_paragraph() {
        KubeconfigConnection.DescriptorImpl kubeconfig =
                JENKINS.jenkins.getDescriptorByType(KubeconfigConnection.DescriptorImpl.class);
        ApiServerConnection.DescriptorImpl server =
                JENKINS.jenkins.getDescriptorByType(ApiServerConnection.DescriptorImpl.class);
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            assertThat(server.doTestConnection(null, "http://127.0.0.1:9", "", "token", "x")
                            .getMessage())
                    .contains("127.0.0.1:9");
            assertThat(server.doTestConnection(null, "https://127.0.0.1:9", "", "missing", "x")
                            .getMessage())
                    .contains("credential &quot;missing&quot;, which this target names, does not exist");
            assertThat(kubeconfig.doTestConnection(null, "registry", "", "x").getMessage())
                    .contains("cannot be used as a kubeconfig");
            assertThat(kubeconfig.doTestConnection(null, "kubeconfig", "", "x").getMessage())
                    .contains("credential &quot;kubeconfig&quot;");
        }
    }

    @Test
    public void targets_of_a_folder_survive_the_form_and_are_changed_by_those_who_administer_targets_there()
            throws Exception {
        Folder folder = JENKINS.createProject(Folder.class, "form");
        FlinkTarget prod = new FlinkTarget("prod", new KubeconfigConnection("kubeconfig"));
        folder.addProperty(new FolderTargets(List.of(prod)));
        JENKINS.submit(JENKINS.createWebClient()
                .login("admin")
                .goTo("job/form/configure")
                .getFormByName("config"));
        FolderTargets submitted = folder.getProperties().get(FolderTargets.class);
        JENKINS.assertEqualDataBoundBeans(prod, submitted.getTargets().get(0));

        HtmlPage page = JENKINS.createWebClient().login("developer").goTo("job/form/configure");
        assertThat(page.asNormalizedText()).doesNotContain("kubeconfig");
        JENKINS.submit(page.getFormByName("config"));
        assertThat(folder.getProperties().get(FolderTargets.class)).isSameAs(submitted);
        JENKINS.jenkins.reload();
        folder = JENKINS.jenkins.getItemByFullName("form", Folder.class);
        assertThat(folder.getProperties().get(FolderTargets.class).getTargets())
                .extracting(FlinkTarget::getName)
                .containsExactly("prod");
    }

    @Test
    public void a_job_uses_the_nearest_target_of_a_name_with_the_credentials_of_its_folder() throws Exception {
        try (LocalApiServer server = LocalCrd.start()) {
            server.requireToken("of the team");
            Folder team = JENKINS.createProject(Folder.class, "team");
            Folder inner = team.createProject(Folder.class, "inner");
            addTo(team, text(CredentialsScope.GLOBAL, "folder-token", "of the team"));
            addTo(inner, text(CredentialsScope.GLOBAL, "folder-token", "of the inner folder"));
            ApiServerConnection ours = new ApiServerConnection(server.url());
            ours.setCredentialsId("folder-token");
            team.addProperty(new FolderTargets(List.of(new FlinkTarget("prod", ours))));
            FlinkTarget other = new FlinkTarget("prod", new ApiServerConnection("http://127.0.0.1:9"));
            other.setAllowedJobs("elsewhere");
            configuration.setTargets(List.of(other));

            JENKINS.buildAndAssertSuccess(plan(inner.createProject(WorkflowJob.class, "job")));

            WorkflowRun kept = JENKINS.buildAndAssertStatus(
                    Result.FAILURE, plan(JENKINS.createProject(WorkflowJob.class, "outside")));
            JENKINS.assertLogContains("The step names the target \"prod\", which this job may not use.", kept);
            WorkflowRun refused = JENKINS.buildAndAssertStatus(
                    Result.FAILURE, plan(JENKINS.createProject(WorkflowJob.class, "elsewhere")));
            JENKINS.assertLogContains("127.0.0.1:9", refused);
        }
    }

    private static WorkflowJob plan(WorkflowJob job) throws Exception {
        job.setDefinition(new CpsFlowDefinition(
                """
                node {
                    writeFile file: 'flink.yaml', text: '''
                        service: orders
                        clusters:
                          main:
                            namespace: streaming
                            flinkVersion: "1.19"
                            image: {reference: "registry.invalid/orders:1"}
                            jobs: {orders: {jar: orders.jar, state: stateless}}
                    '''
                    flinkPlan target: 'prod'
                }
                """,
                true));
        return job;
    }

    private static void addTo(Folder folder, StringCredentialsImpl credential) throws Exception {
        for (CredentialsStore store : CredentialsProvider.lookupStores(folder)) {
            if (store.getContext() == folder) {
                store.addCredentials(Domain.global(), credential);
            }
        }
    }

    private static int post(String user, String symbol, String query) throws Exception {
        JenkinsRule.WebClient client = JENKINS.createWebClient()
                .withThrowExceptionOnFailingStatusCode(false)
                .login(user);
        WebRequest request = new WebRequest(new URL(client.getContextPath() + method(symbol) + query), HttpMethod.POST);
        client.addCrumb(request);
        return client.getPage(request).getWebResponse().getStatusCode();
    }

    private static String method(String symbol) {
        Class<?> type = symbol.equals("apiServer") ? ApiServerConnection.class : KubeconfigConnection.class;
        return "descriptorByName/" + type.getName() + "/testConnection";
    }

    private static List<String> values(ListBoxModel items) {
        return items.stream().map(item -> item.value).toList();
    }

    private static StringCredentialsImpl text(CredentialsScope scope, String id, String text) {
        return new StringCredentialsImpl(scope, id, "", Secret.fromString(text));
    }
}
