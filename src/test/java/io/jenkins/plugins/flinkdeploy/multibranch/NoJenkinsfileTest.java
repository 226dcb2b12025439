package io.jenkins.plugins.flinkdeploy.multibranch;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.DescriptorExtensionList;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Result;
import hudson.plugins.git.GitSCM;
import io.jenkins.plugins.flinkdeploy.config.ApiServerConnection;
import io.jenkins.plugins.flinkdeploy.config.FlinkDeployConfiguration;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import io.jenkins.plugins.flinkdeploy.localcluster.ScriptedCluster;
import io.jenkins.plugins.flinkdeploy.run.JobRepository;
import io.jenkins.plugins.flinkdeploy.run.PullRequestHeads;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import jenkins.branch.BranchSource;
import jenkins.branch.OrganizationFolder;
import jenkins.plugins.git.GitSCMSource;
import jenkins.plugins.git.traits.BranchDiscoveryTrait;
import jenkins.scm.impl.SingleSCMNavigator;
import org.awaitility.Awaitility;
import org.jenkinsci.plugins.workflow.flow.FlowDefinition;
import org.jenkinsci.plugins.workflow.flow.FlowDefinitionDescriptor;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;
import org.jenkinsci.plugins.workflow.support.steps.input.InputAction;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;

/** Repositories that hold a cluster file and no Jenkinsfile, with a real API server and a scripted operator. */
public class NoJenkinsfileTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @ClassRule
    public static final BuildWatcher LOGS = new BuildWatcher();

    private static final Map<String, String> MAVEN =
            Map.of("pom.xml", "<project/>", "mvnw", "#!/bin/sh\necho the wrapper is given $*\n");

    private static ScriptedCluster cluster;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    /** The branch PR-7 stands for a pull request to main. */
    @TestExtension
    public static final class Heads extends PullRequestHeads {}

    @BeforeClass
    public static void start() throws Exception {
        GitSCM.ALLOW_LOCAL_CHECKOUT = true;
        JENKINS.jenkins.setQuietPeriod(0);
        cluster = ScriptedCluster.start();
        FlinkDeployConfiguration.get().setTargets(List.of(target("local"), target("other")));
    }

    private static FlinkTarget target(String name) {
        FlinkTarget target =
                new FlinkTarget(name, new ApiServerConnection(cluster.server().url()));
        target.setNamespace("streaming");
        return target;
    }

    @AfterClass
    public static void close() {
        cluster.close();
    }

    @Test
    public void the_primary_branch_is_deployed_pull_requests_are_planned_and_other_branches_are_built()
            throws Exception {
        JobRepository repository = repository("plain");
        repository.commit(Map.of("README.md", "Nothing yet."));
        repository.on("docs").commit(Map.of("README.md", "Only words."));
        repository.on("main").commit(MAVEN);
        String commit = repository.commit(Map.of("flink.yaml", file("plain", cluster("main", "environment: local"))));
        repository.on("feature").commit(Map.of("code", "new"));
        repository.on("PR-7").commit(Map.of("flink.yaml", file("plain", cluster("main", "environment: other"))));
        repository.on("main");

        WorkflowMultiBranchProject project = project("plain", repository, new FlinkPipeline());

        assertThat(project.getItems()).extracting(Item::getName).containsExactlyInAnyOrder("main", "feature", "PR-7");
        String main = log(project, "main", Result.SUCCESS);
        assertThat(main)
                .contains("The branch main is deployed to: where the cluster file says.")
                .containsSubsequence(
                        "flink.yaml can be used: plain-main.", "the wrapper is given -B package", "DONE: ");
        assertThat(resource("plain-main").annotation(Annotations.COMMIT)).contains(commit);
        assertThat(log(project, "feature", Result.SUCCESS))
                .contains("The branch feature is deployed nowhere", "the wrapper is given -B package")
                .doesNotContain("flinkDeploy", "flinkPlan");
        assertThat(log(project, "PR-7", Result.SUCCESS))
                .contains("Pull request 7 goes to the branch main", "the wrapper is given -B package", "Plan for plain")
                .doesNotContain("flinkDeploy");
    }

    @Test
    public void canaries_come_first_and_what_wants_approval_waits_for_it_without_an_executor() throws Exception {
        JobRepository repository = repository("gate");
        repository
                .on("release/1")
                .commit(Map.of(
                        "jobs/flink.yaml",
                        file(
                                "gate",
                                cluster("main", "deployGroup: prod.main", "after: [canary/job]", "approval: true"),
                                cluster("canary", "deployGroup: prod.canary"),
                                cluster("elsewhere", "environment: mars"))));
        FlinkPipeline pipeline = new FlinkPipeline();
        pipeline.setFile("jobs/flink.yaml");
        pipeline.setBuildCommand("echo \"it's \\\\u0027 $((1 + 2))\"");
        BranchTarget prod = new BranchTarget("main, release/*");
        prod.setTarget("local");
        prod.setEnvironment("prod");
        pipeline.setBranches(List.of(prod));
        WorkflowMultiBranchProject project = project("gate", repository, pipeline);
        WorkflowRun run = run(project, "release%2F1");

        JENKINS.waitForMessage("Deploy prod.main to local?", run);
        assertThat(JenkinsRule.getLog(run)).containsSubsequence("it's \\u0027 3", "Plan for gate", "DONE: ");
        Awaitility.await().untilAsserted(() -> assertThat(
                        Objects.requireNonNull(JENKINS.jenkins.toComputer()).countBusy())
                .isZero());
        assertThat(cluster.get("FlinkDeployment", "gate-canary")).isPresent();
        assertThat(cluster.get("FlinkDeployment", "gate-main")).isEmpty();

        InputAction asked = run.getAction(InputAction.class);
        asked.getExecutions().get(0).proceed(Map.of());

        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        assertThat(cluster.get("FlinkDeployment", "gate-main")).isPresent();
        assertThat(cluster.get("FlinkDeployment", "gate-elsewhere")).isEmpty();
    }

    @Test
    public void what_comes_after_a_canary_that_fails_is_left_alone() throws Exception {
        JobRepository repository = repository("bird");
        repository.commit(Map.of(
                "flink.yaml",
                file(
                        "bird",
                        cluster("main", "after: [canary/job]"),
                        cluster("canary").replace("a.jar", "failing.jar"))));
        BranchTarget line = new BranchTarget("*");
        line.setTarget("local");
        FlinkPipeline pipeline = new FlinkPipeline();
        pipeline.setBranches(List.of(line));

        WorkflowMultiBranchProject project = project("bird", repository, pipeline);

        assertThat(log(project, "main", Result.FAILURE)).contains("bird.canary").doesNotContain("bird.main\n");
        assertThat(cluster.get("FlinkDeployment", "bird-main")).isEmpty();
    }

    @Test
    public void a_branch_none_of_whose_clusters_is_meant_fails_before_it_is_built() throws Exception {
        JobRepository repository = repository("none");
        repository.commit(Map.of("flink.yaml", file("none", cluster("main", "environment: mars"))));
        BranchTarget line = new BranchTarget("main");
        line.setTarget("local");
        FlinkPipeline pipeline = new FlinkPipeline();
        pipeline.setBranches(List.of(line));

        assertThat(log(project("none", repository, pipeline), "main", Result.FAILURE))
                .contains("No cluster of flink.yaml is for the environment \u201clocal\u201d.")
                .doesNotContain("nothing to build");
    }

    @Test
    public void of_many_cluster_files_those_are_deployed_in_order_for_which_something_changed() throws Exception {
        JobRepository repository = repository("mono");
        repository.commit(Map.of(
                "jobs/late/flink.yaml", file("late", cluster("main", "environment: local", "after: [early.main/job]")),
                "jobs/early/flink.yaml", file("early", cluster("main", "environment: local")),
                "jobs/asked/flink.yaml", file("asked", cluster("main", "environment: local", "approval: true"))));
        FlinkPipeline pipeline = new FlinkPipeline();
        pipeline.setFiles("jobs/*/flink.yaml");
        pipeline.setSharedFiles("common/**");
        WorkflowMultiBranchProject project = project("mono", repository, pipeline);
        WorkflowRun first = run(project, "main");
        JENKINS.waitForMessage("Deploy asked.main?", first);
        assertThat(JenkinsRule.getLog(first))
                .containsSubsequence("early-main: DONE", "late-main: LOCKED", "late-main: DONE");
        first.getAction(InputAction.class).getExecutions().get(0).proceed(Map.of());
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(first));

        String changed = file("late", cluster("main", "environment: local", "after: [early.main/job], parallelism: 2"));
        repository.commit(Map.of("jobs/late/flink.yaml", changed, "README.md", "Words."));
        assertThat(next(project, first))
                .contains("early.main: left out", "asked.main: left out", "jobs/late/flink.yaml changed since")
                .containsSubsequence("lease flink-deploy-late-main taken", "DONE")
                .doesNotContain("lease flink-deploy-early-main taken", "Approve");

        repository.commit(Map.of("README.md", "More words."));
        assertThat(next(project, first))
                .contains("late.main: left out", "Nothing changed since the clusters were deployed last")
                .doesNotContain("LOCKED");

        repository.on("PR-7").commit(Map.of("common/Library.java", "new"));
        project.scheduleBuild2(0).getFuture().get();
        assertThat(log(project, "PR-7", Result.SUCCESS))
                .contains("early.main: common/Library.java changed", "late.main: common/Library.java", "DRY_RUN")
                .doesNotContain("LOCKED");
    }

    private static String next(WorkflowMultiBranchProject project, WorkflowRun first) throws Exception {
        WorkflowJob job = first.getParent();
        int number = job.getNextBuildNumber();
        project.scheduleBuild2(0).getFuture().get();
        WorkflowRun run = Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> job.getBuildByNumber(number), Objects::nonNull);
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        return JenkinsRule.getLog(run);
    }

    @Test
    public void an_organization_folder_finds_repositories_with_a_cluster_file() throws Exception {
        JobRepository with = repository("with");
        with.commit(Map.of("flink.yaml", file("with", cluster("main", "environment: local"))));
        JobRepository without = repository("without");
        without.commit(Map.of("README.md", "No Flink here."));
        OrganizationFolder organization = JENKINS.createProject(OrganizationFolder.class, "organization");
        assertThat(organization.getProjectFactories().get(FlinkMultiBranchProjectFactory.class))
                .as("nothing is deployed before somebody says so")
                .isNull();
        organization.getProjectFactories().replaceBy(List.of(new FlinkMultiBranchProjectFactory()));
        organization.getNavigators().add(new SingleSCMNavigator("with", List.of(source(with))));
        organization.getNavigators().add(new SingleSCMNavigator("without", List.of(source(without))));
        organization.scheduleBuild2(0).getFuture().get();
        JENKINS.waitUntilNoActivity();

        assertThat(organization.getItems()).extracting(Item::getName).containsExactly("with");
        assertThat(cluster.get("FlinkDeployment", "with-main")).isPresent();
    }

    @Test
    public void every_field_survives_the_form_and_has_a_help_text() throws Exception {
        WorkflowMultiBranchProject project = JENKINS.createProject(WorkflowMultiBranchProject.class, "form");
        FlinkBranchProjectFactory factory = new FlinkBranchProjectFactory();
        BranchTarget line = new BranchTarget("main release/*");
        line.setTarget("local");
        line.setEnvironment("prod");
        FlinkPipeline pipeline = new FlinkPipeline();
        pipeline.setFile("jobs/flink.yaml");
        pipeline.setFiles("jobs/*/flink.yaml");
        pipeline.setSharedFiles("common/**");
        pipeline.setBuildCommand("make all");
        pipeline.setAgent("linux && java");
        pipeline.setBranches(List.of(line, new BranchTarget("hotfix")));
        factory.setPipeline(pipeline);
        project.setProjectFactory(factory);
        FlinkPipeline saved =
                ((FlinkBranchProjectFactory) JENKINS.configRoundtrip(project).getProjectFactory()).getPipeline();
        assertThat(saved).usingRecursiveComparison().isEqualTo(pipeline);

        JenkinsRule.WebClient client = JENKINS.createWebClient();
        for (Class<?> form : List.of(
                FlinkPipeline.class,
                BranchTarget.class,
                FlinkBranchProjectFactory.class,
                FlinkMultiBranchProjectFactory.class)) {
            for (Field field : Arrays.stream(form.getDeclaredFields())
                    .filter(each -> !Modifier.isStatic(each.getModifiers()))
                    .toList()) {
                Descriptor<?> descriptor = Objects.requireNonNull(JENKINS.jenkins.getDescriptor(form.getName()));
                String help = client.executeOnServer(() -> descriptor.getHelpFile(field.getName()));
                assertThat(help)
                        .as(form.getSimpleName() + " " + field.getName())
                        .isNotNull();
            }
        }
    }

    @Test
    public void other_jobs_cannot_choose_the_pipeline() throws Exception {
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class, "other");
        assertThat(DescriptorExtensionList.createDescriptorList(JENKINS.jenkins, FlowDefinition.class).stream()
                        .map(FlowDefinitionDescriptor.class::cast)
                        .filter(form -> new BuiltInDefinition.HiddenElsewhere().filter(job, form))
                        .toList())
                .isNotEmpty()
                .noneMatch(BuiltInDefinition.DescriptorImpl.class::isInstance);
    }

    private JobRepository repository(String name) throws Exception {
        JobRepository repository = JobRepository.in(folder.newFolder(name).toPath());
        repository.commit(Map.of(".gitignore", "target"));
        return repository;
    }

    private static String file(String service, String... clusters) {
        return "service: " + service + "\nclusters:\n" + String.join("", clusters);
    }

    /** A cluster of an image that exists already, whose one job may come after others. */
    private static String cluster(String name, String... settings) {
        String job = Arrays.stream(settings)
                .filter(text -> text.startsWith("after"))
                .findFirst()
                .map(text -> ", " + text)
                .orElse("");
        String approval = Arrays.asList(settings).contains("approval: true") ? ", approval: true" : "";
        StringBuilder text = new StringBuilder("  " + name + ":\n");
        Arrays.stream(settings)
                .filter(setting -> !setting.startsWith("after") && !setting.startsWith("approval"))
                .forEach(setting -> text.append("    ").append(setting).append('\n'));
        return text
                + """
                    flinkVersion: "1.19"
                    image: {reference: "registry.invalid/one:1"}
                    jobs: {job: {jar: "local:///opt/flink/usrlib/a.jar", state: stateless%s}}
                    deploy: {timeout: 2m, soak: 1s%s}
                """
                        .formatted(job, approval);
    }

    private static GitSCMSource source(JobRepository repository) {
        GitSCMSource source = new GitSCMSource(repository.url());
        source.setTraits(List.of(new BranchDiscoveryTrait()));
        return source;
    }

    private static WorkflowMultiBranchProject project(String name, JobRepository repository, FlinkPipeline pipeline)
            throws Exception {
        WorkflowMultiBranchProject project = JENKINS.createProject(WorkflowMultiBranchProject.class, name);
        project.getSourcesList().add(new BranchSource(source(repository)));
        project.setProjectFactory(new FlinkBranchProjectFactory(pipeline));
        project.scheduleBuild2(0).getFuture().get();
        return project;
    }

    private static WorkflowRun run(ItemGroup<WorkflowJob> project, String branch) {
        WorkflowJob job = Objects.requireNonNull(project.getItem(branch));
        return Awaitility.await().atMost(Duration.ofMinutes(2)).until(job::getLastBuild, Objects::nonNull);
    }

    private static String log(WorkflowMultiBranchProject project, String branch, Result expected) throws Exception {
        WorkflowRun run = run(project, branch);
        JENKINS.assertBuildStatus(expected, JENKINS.waitForCompletion(run));
        return JenkinsRule.getLog(run);
    }

    private static Manifest resource(String name) {
        return Optional.of(name)
                .flatMap(each -> cluster.get("FlinkDeployment", each))
                .map(Manifest::of)
                .orElseThrow();
    }
}
