package io.jenkins.plugins.flinkdeploy.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.ExtensionList;
import hudson.model.Computer;
import hudson.model.Descriptor;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.User;
import hudson.security.Permission;
import hudson.util.Secret;
import io.jenkins.plugins.flinkdeploy.config.FlinkDeployConfiguration;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.config.KubeconfigConnection;
import io.jenkins.plugins.flinkdeploy.freestyle.FlinkBuildImageBuilder;
import io.jenkins.plugins.flinkdeploy.run.FlinkActivity;
import io.jenkins.plugins.flinkdeploy.run.FlinkDeployAction;
import io.jenkins.plugins.flinkdeploy.run.FlinkPlanAction;
import io.jenkins.plugins.flinkdeploy.run.JobDeployments;
import io.jenkins.plugins.flinkdeploy.run.RollbackPage;
import io.jenkins.plugins.flinkdeploy.run.SavedDeployment;
import io.jenkins.plugins.flinkdeploy.status.ClusterActivity;
import io.jenkins.plugins.flinkdeploy.status.ClusterPage;
import io.jenkins.plugins.flinkdeploy.status.ClustersPage;
import io.jenkins.plugins.flinkdeploy.status.ControlPage;
import io.jenkins.plugins.flinkdeploy.status.CostPage;
import java.lang.reflect.Method;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import jenkins.model.Jenkins;
import jenkins.model.ParameterizedJobMixIn.ParameterizedJob;
import jenkins.security.QueueItemAuthenticatorConfiguration;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.MockQueueItemAuthenticator;

/** Every web method and page of the plugin, and its steps, for people with different permissions. */
public class PermissionMatrixTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    /** Who calls: nobody, then users of these names. */
    private static final List<String> CALLERS =
            List.of("anonymous", "reader", "deployer", "author", "targets", "admin");

    /** Web methods of the pages of clusters, and where they are. */
    private static final Map<String, String> OF_CLUSTERS = Map.of(
            "ControlPage.doStart", "control/stop/start",
            "ClusterActivity.doStop", "activity/1/stop");

    private static final Map<String, Row> ROWS = new TreeMap<>();
    private static final Map<String, JenkinsRule.WebClient> CLIENTS = new HashMap<>();

    /** Web methods of the pages of runs, and where they are. */
    private static final Map<String, String> OF_RUNS = Map.of(
            "FlinkDeployAction.doResume", "flink-deploy/resume",
            "RollbackPage.doStart", "flink-deploy/rollback/%s/start?to=1",
            "FlinkActivity.doStop", "flink-deploy/activity/1/stop");

    private static Job<?, ?> job;
    private static String deployment;

    /**
     * What a call should come to.
     *
     * @param query parameters that make the method tell something
     * @param sign what it then says
     * @param expected for each caller: R refused, N answered but nothing told, T told
     */
    private record Row(String query, String sign, String expected) {}

    static {
        row("FlinkDeployConfiguration.doCheckPrices", "?value=x", "Prices:1:1", "RRRRTT");
        row("FlinkTarget.doCheckName", "?value=", "Required", "RRRRTT");
        row("FlinkTarget.doCheckNamespace", "?value=A_B", "lower-case", "RRRRTT");
        row("FlinkTarget.doFillRegistryCredentialsIdItems", "", "secret-login", "RNNNTT");
        row("FlinkTarget.doCheckAllowedJobs", "?value=/a", "slash", "RRRRTT");
        row("FlinkHealthConfiguration.doCheckInterval", "?value=1s", "every minute", "RRRRTT");
        row("FlinkHealthConfiguration.doCheckCheckpointAge", "?value=x", "not a duration", "RRRRTT");
        row("FlinkHealthConfiguration.doCheckSavepointAge", "?value=x", "not a duration", "RRRRTT");
        row("KubeconfigConnection.doCheckCredentialsId", "?value=", "Required", "RRRRTT");
        row("KubeconfigConnection.doFillCredentialsIdItems", "", "secret-text", "RNNNTT");
        row("KubeconfigConnection.doTestConnection", "?credentialsId=absent", "does not exist", "RRRRTT");
        row("ApiServerConnection.doCheckUrl", "?value=ftp", "https://", "RRRRTT");
        row("ApiServerConnection.doFillCredentialsIdItems", "", "secret-text", "RNNNTT");
        row("ApiServerConnection.doTestConnection", "?url=http://127.0.0.1:9", "127.0.0.1", "RRRRTT");
        row("TargetStep.doFillTargetItems", "", "secret-target", "RNNTNT");
        row("TargetStep.doCheckTarget", "?value=absent", "warning", "RNNTNT");
        row("FlinkPipeline.doCheckFile", "?value=/etc", "error", "RNNTNT");
        row("BranchTarget.doCheckBranches", "?value=", "error", "RNNTNT");
        row("BranchTarget.doFillTargetItems", "", "secret-target", "RNNTNT");
        row("BranchTarget.doCheckTarget", "?value=absent", "warning", "RNNTNT");
        row("ApplyStep.doFillSavepointItems", "", "before", "RNNTNT");
        row("FlinkDeployStep.doFillRollbackItems", "", "manual", "RNNTNT");
        row("FlinkDeployStep.doCheckTimeout", "?value=x", "error", "RNNTNT");
        row("FlinkDeployStep.doCheckSoak", "?value=x", "error", "RNNTNT");
        row("FlinkWaitStep.doFillRollbackItems", "", "manual", "RNNTNT");
        row("FlinkWaitStep.doCheckTimeout", "?value=x", "error", "RNNTNT");
        row("FlinkWaitStep.doCheckSoak", "?value=x", "error", "RNNTNT");
        row("FlinkRollbackStep.doCheckTo", "?value=x", "error", "RNNTNT");
        row("FlinkRollbackStep.doCheckSoak", "?value=x", "error", "RNNTNT");
        row("BringUpStep.doCheckSoak", "?value=x", "error", "RNNTNT");
        row("FlinkLogsStep.doFillComponentItems", "", "taskmanager", "RNNTNT");
        row("FlinkLogsStep.doCheckSince", "?value=x", "error", "RNNTNT");
        row("FlinkLogsStep.doCheckTail", "?value=x", "error", "RNNTNT");
        row("FlinkLogsStep.doCheckGrep", "?value=(", "error", "RNNTNT");
        row("LiveStep.doCheckTimeout", "?value=x", "error", "RNNTNT");
        row("FlinkBuildImageStep.doFillRegistryCredentialsIdItems", "", "secret-login", "RNNTNT");
    }

    private static void row(String method, String query, String sign, String expected) {
        ROWS.put(method, new Row(query, sign, expected));
    }

    @BeforeClass
    public static void people() throws Exception {
        SystemCredentialsProvider.getInstance()
                .setDomainCredentialsMap(Map.of(
                        Domain.global(),
                        List.of(
                                new StringCredentialsImpl(
                                        CredentialsScope.GLOBAL, "secret-text", "", Secret.fromString("abc")),
                                new UsernamePasswordCredentialsImpl(
                                        CredentialsScope.GLOBAL,
                                        "secret-login",
                                        "",
                                        "user",
                                        "a long enough password"))));
        FlinkTarget target = new FlinkTarget("secret-target", new KubeconfigConnection("secret-text"));
        target.setNamespace("streaming");
        FlinkDeployConfiguration.get().setTargets(List.of(target));
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader", "deployer", "author", "targets")
                .grant(Computer.BUILD)
                .everywhere()
                .to("reader", "deployer", "builder")
                .grant(FlinkPermissions.DEPLOY, FlinkPermissions.ROLLBACK)
                .everywhere()
                .to("deployer")
                .grant(Item.CONFIGURE, Item.EXTENDED_READ)
                .everywhere()
                .to("author")
                .grant(Jenkins.READ, Item.READ, Item.BUILD)
                .everywhere()
                .to("builder")
                .grant(FlinkPermissions.ADMINISTER_TARGETS)
                .everywhere()
                .to("targets")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
        job = JENKINS.createFreeStyleProject("job");
        Run<?, ?> run = JENKINS.buildAndAssertSuccess((FreeStyleProject) job);
        deployment = SavedDeployment.keepWith(run, "secret-target");
        run.addAction(new FlinkPlanAction());
    }

    @Test
    public void web_methods_of_the_configuration_are_for_those_who_administer_targets() throws Exception {
        Map<String, String> seen = new TreeMap<>();
        Map<String, String> expected = new TreeMap<>();
        for (Descriptor<?> form : forms()) {
            for (Method method : form.getClass().getMethods()) {
                if (method.getName().matches("do[A-Z].*") && isOurs(method.getDeclaringClass())) {
                    Class<?> declaring = method.getDeclaringClass();
                    // A configuration of its own is no descriptor of something else.
                    Class<?> owner = declaring.getEnclosingClass() == null ? declaring : declaring.getEnclosingClass();
                    String key = owner.getSimpleName() + "." + method.getName();
                    assertThat(ROWS).as("what is expected of each web method").containsKey(key);
                    boolean ofJobsAlone = form instanceof StepDescriptor
                            || form.getClass().getPackageName().endsWith(".multibranch");
                    for (String place : ofJobsAlone ? List.of(job.getUrl()) : List.of("", job.getUrl())) {
                        String name = place + form.clazz.getSimpleName() + " " + key;
                        seen.put(name, outcomes(place, form, method, ROWS.get(key)));
                        expected.put(name, ROWS.get(key).expected());
                    }
                }
            }
        }
        assertThat(seen).isEqualTo(expected).hasSizeGreaterThanOrEqualTo(ROWS.size());
    }

    @Test
    public void pages_of_a_run_are_for_those_who_may_see_it() throws Exception {
        for (String page : List.of("flink-deploy/", "flink-deploy/api/json", "flink-plan/", "flink-plan/api/json")) {
            assertThat(ofRun(HttpMethod.GET, page, "")).as(page).isEqualTo("RTTTTT");
        }
        assertThat(ofRun(HttpMethod.GET, "flink-deploy/", "rollback/" + deployment))
                .isEqualTo("RNTNNT");
        assertThat(ofRun(HttpMethod.GET, "flink-deploy/", "Resume")).isEqualTo("RNTNNT");
    }

    @Test
    public void what_the_pages_of_a_run_offer_is_for_those_who_may_deploy_or_roll_back() throws Exception {
        assertThat(ofRun(HttpMethod.GET, "flink-deploy/rollback/" + deployment + "/", ""))
                .isEqualTo("RRTRRT");
        for (Class<?> page : List.of(
                FlinkDeployAction.class,
                RollbackPage.class,
                FlinkActivity.class,
                FlinkPlanAction.class,
                JobDeployments.class)) {
            for (Method method : page.getMethods()) {
                if (method.getName().matches("do[A-Z].*") && isOurs(method.getDeclaringClass())) {
                    String key = page.getSimpleName() + "." + method.getName();
                    assertThat(OF_RUNS).as("where each web method is").containsKey(key);
                }
            }
        }
        // In this order: there is no activity to stop before one was begun.
        for (String method : List.of("RollbackPage.doStart", "FlinkActivity.doStop", "FlinkDeployAction.doResume")) {
            assertThat(ofRun(HttpMethod.POST, OF_RUNS.get(method).formatted(deployment), ""))
                    .as(method)
                    .isEqualTo("RRTRRT");
        }
        assertThat(ofRun(HttpMethod.GET, "flink-deploy/activity/1/", "deployer"))
                .isEqualTo("RTTTTT");
    }

    @Test
    public void pages_of_clusters_are_for_those_who_see_a_job_that_may_use_the_target() throws Exception {
        String cluster = "flink-clusters/target/secret-target/streaming/orders/";
        for (String page : List.of(
                "flink-clusters/",
                "flink-clusters/data",
                "flink-clusters/cost/",
                "flink-clusters/cost/csv",
                "flink-clusters/cost/json",
                cluster,
                cluster + "data")) {
            assertThat(of(HttpMethod.GET, page, "")).as(page).isEqualTo("RTTTTT");
        }
        for (String page : List.of(cluster + "control/stop/", cluster + "logs/")) {
            assertThat(of(HttpMethod.GET, page, "")).as(page).isEqualTo("RRTRRT");
        }
        for (Class<?> page : List.of(
                ClustersPage.class, ClusterPage.class, ControlPage.class, ClusterActivity.class, CostPage.class)) {
            for (Method method : page.getMethods()) {
                if (method.getName().matches("do[A-Z].*")) {
                    assertThat(OF_CLUSTERS).containsKey(page.getSimpleName() + "." + method.getName());
                }
            }
        }
        for (String method : List.of("ControlPage.doStart", "ClusterActivity.doStop")) {
            assertThat(of(HttpMethod.POST, cluster + OF_CLUSTERS.get(method), ""))
                    .as(method)
                    .isEqualTo("RRTRRT");
        }
    }

    private static String ofRun(HttpMethod how, String path, String sign) throws Exception {
        return of(how, job.getUrl() + "1/" + path, sign);
    }

    /** R for who is refused, T for who is not and reads the sign, N for who does not read it. */
    private static String of(HttpMethod how, String path, String sign) throws Exception {
        StringBuilder outcomes = new StringBuilder();
        for (String caller : CALLERS) {
            JenkinsRule.WebClient client = client(caller);
            WebRequest request = new WebRequest(new URL(client.getContextPath() + path), how);
            if (how == HttpMethod.POST) {
                client.addCrumb(request);
            }
            WebResponse response = client.loadWebResponse(request);
            // What is refused for another reason is told as a bad request.
            assertThat(response.getStatusCode()).as(path + " for " + caller).isIn(200, 302, 400, 403, 404);
            outcomes.append(
                    Set.of(403, 404).contains(response.getStatusCode())
                            ? 'R'
                            : response.getContentAsString().contains(sign) ? 'T' : 'N');
        }
        return outcomes.toString();
    }

    @Test
    public void a_build_deploys_only_when_whoever_it_acts_as_may() throws Exception {
        WorkflowJob pipeline = JENKINS.createProject(WorkflowJob.class, "pipeline");
        pipeline.setDefinition(new CpsFlowDefinition("node { flinkDeploy() }", true));
        FreeStyleProject freestyle = JENKINS.createFreeStyleProject("freestyle");
        freestyle.getBuildersList().add(new FlinkBuildImageBuilder());

        for (ParameterizedJob<?, ?> built : List.<ParameterizedJob<?, ?>>of(pipeline, freestyle)) {
            assertThat(failure(built, "reader"))
                    .contains("acts as reader, who lacks the permission Flink/Deploy on " + built.getFullName())
                    .contains("Nothing was built, stopped or changed.");
            assertThat(failure(built, "deployer")).contains("flink.yaml").doesNotContain("lacks");
            assertThat(failure(built, "builder")).contains("flink.yaml").doesNotContain("lacks");
            QueueItemAuthenticatorConfiguration.get().getAuthenticators().clear();
            assertThat(failure(built)).as("as SYSTEM").contains("flink.yaml").doesNotContain("lacks");
        }
    }

    @Test
    public void permissions_are_implied_by_those_that_a_plain_installation_grants() {
        assertThat(FlinkPermissions.GROUP.getPermissions())
                .extracting(permission -> permission.name + " <- " + permission.impliedBy.getId())
                .containsExactlyInAnyOrder(
                        "View <- hudson.model.Item.Read",
                        "Deploy <- hudson.model.Item.Build",
                        "Rollback <- hudson.model.Item.Build",
                        "AdministerTargets <- hudson.model.Hudson.Administer");
        assertThat(FlinkPermissions.GROUP.getPermissions()).allMatch(Permission::getEnabled);
    }

    private static String failure(ParameterizedJob<?, ?> built, String as) throws Exception {
        QueueItemAuthenticatorConfiguration.get()
                .getAuthenticators()
                .replace(new MockQueueItemAuthenticator()
                        .authenticate(
                                built.getFullName(),
                                User.getOrCreateByIdOrFullName(as).impersonate2()));
        return failure(built);
    }

    private static String failure(ParameterizedJob<?, ?> built) throws Exception {
        Run<?, ?> run = (Run<?, ?>) built.scheduleBuild2(0).get();
        JENKINS.assertBuildStatus(Result.FAILURE, run);
        return JenkinsRule.getLog(run);
    }

    private static List<Descriptor<?>> forms() {
        List<Descriptor<?>> forms = new ArrayList<>();
        for (Descriptor<?> form : ExtensionList.lookup(Descriptor.class)) {
            if (isOurs(form.getClass())) {
                forms.add(form);
            }
        }
        return forms;
    }

    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith("io.jenkins.plugins.flinkdeploy.");
    }

    private static String outcomes(String place, Descriptor<?> form, Method method, Row row) throws Exception {
        String name = method.getName();
        String path = place + "descriptorByName/" + form.getId() + "/" + Character.toLowerCase(name.charAt(2))
                + name.substring(3) + row.query();
        StringBuilder outcomes = new StringBuilder();
        for (String caller : CALLERS) {
            JenkinsRule.WebClient client = client(caller);
            WebRequest request = new WebRequest(new URL(client.getContextPath() + path), HttpMethod.POST);
            client.addCrumb(request);
            WebResponse response = client.loadWebResponse(request);
            assertThat(response.getStatusCode()).as(path + " for " + caller).isIn(200, 403, 404);
            outcomes.append(
                    response.getStatusCode() != 200
                            ? 'R'
                            : response.getContentAsString().contains(row.sign()) ? 'T' : 'N');
        }
        return outcomes.toString();
    }

    /** One for each caller: to log in takes longer than to ask. */
    private static JenkinsRule.WebClient client(String caller) throws Exception {
        if (!CLIENTS.containsKey(caller)) {
            JenkinsRule.WebClient client = JENKINS.createWebClient().withJavaScriptEnabled(false);
            CLIENTS.put(caller, caller.equals("anonymous") ? client : client.login(caller));
        }
        return CLIENTS.get(caller);
    }
}
