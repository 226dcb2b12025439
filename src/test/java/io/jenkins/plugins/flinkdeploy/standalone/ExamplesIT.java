package io.jenkins.plugins.flinkdeploy.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.flinkdeploy.engine.deploy.GroupReport;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Phase;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Report;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.localcluster.ExampleJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.ClassRule;
import org.junit.Test;

/** The examples as users copy them, deployed with the real operator and real Flink. */
public class ExamplesIT {
    private static final Duration LIMIT = RealCluster.LIMIT;

    @ClassRule
    public static final RealCluster CLUSTER = new RealCluster();

    @Test
    public void the_jobs_of_a_session_cluster_are_deployed_and_one_is_upgraded_with_its_state() throws Exception {
        Path project = ExampleJob.copyOf("session", CLUSTER.path("session"));
        ExampleJob.build(project);

        assertThat(deploy(project, "tickers", "", "1111111111111111111111111111111111111111"))
                .extracting(Report::outcome)
                .containsExactly(Phase.DONE, Phase.DONE, Phase.DONE);
        await().atMost(LIMIT).until(() -> counts("orders").size() > 20);
        long before = Collections.max(counts("orders"));

        List<Report> second = deploy(
                project, "tickers", "jobs: {orders: {args: [later]}}", "2222222222222222222222222222222222222222");

        assertThat(second)
                .extracting(Report::outcome)
                .as("only the job that changed was touched")
                .containsExactly(Phase.UNCHANGED, Phase.DONE, Phase.UNCHANGED);
        assertThat(second.get(1).restoredFrom())
                .hasValueSatisfying(path -> assertThat(path).contains("/savepoints/"));
        await().atMost(LIMIT).until(() -> counts("later").size() > 5);
        assertThat(counts("later")).as("the count goes on from the savepoint").allMatch(count -> count > before);

        Path file = project.resolve("flink.yaml");
        String text = Files.readString(file);
        Files.writeString(file, text.replace("jars: [", "files: {/opt/flink/usrlib/: pom.xml}\n      jars: ["));
        assertThat(deploy(
                        project,
                        "tickers",
                        "jobs: {orders: {args: [later]}}",
                        "3333333333333333333333333333333333333333"))
                .extracting(Report::outcome)
                .as("a new image is other code for the cluster and for each of its jobs")
                .containsExactly(Phase.DONE, Phase.DONE, Phase.DONE);
        await().atMost(LIMIT).until(() -> counts("later").size() > 5);
        assertThat(counts("later"))
                .as("the cluster was restarted, and the count goes on from a checkpoint")
                .allMatch(count -> count > before);
    }

    @Test
    public void a_script_in_sql_is_deployed_and_computes() throws Exception {
        Path project = ExampleJob.copyOf("sql", CLUSTER.path("sql"));
        Path script = project.resolve("sql").resolve("orders.sql");
        // The same query, so soon and to a place that its results can be seen.
        Files.writeString(
                script, Files.readString(script).replace("blackhole", "print").replace("'1' MINUTE", "'1' SECOND"));

        assertThat(deploy(project, "totals", "", "1111111111111111111111111111111111111111"))
                .extracting(Report::outcome)
                .containsExactly(Phase.DONE);

        await().atMost(LIMIT).until(() -> Pattern.compile("(?m)^(?:\\d+> )?\\+I\\[[1-5], \\d+, \\d+\\.\\d+.*]$")
                .matcher(taskManagerLogs())
                .find());
    }

    /** Deploys an example with a layer that names the registry and the directories of the local cluster. */
    private static List<Report> deploy(Path project, String repository, String more, String commit) throws IOException {
        Files.writeString(
                project.resolve("flink-local.yaml"), ExampleJob.localLayer(CLUSTER.cluster(), repository, more));
        CommandLineRun run = CLUSTER.run(
                "deploy",
                "-f",
                project.resolve("flink.yaml").toString(),
                "--environment",
                "local",
                "--commit",
                commit,
                "-o",
                "json");
        assertThat(run.exit()).as(run.all()).isZero();
        return Json.read(run.out()).has("targets")
                ? Json.read(run.out(), GroupReport.class).targets().stream()
                        .map(GroupReport.Target::deployment)
                        .toList()
                : List.of(Json.read(run.out(), Report.class));
    }

    /** What a ticker printed so far. */
    private static List<Long> counts(String name) {
        Matcher matcher =
                Pattern.compile("(?m)^(?:\\d+> )?" + name + " (\\d+)$").matcher(taskManagerLogs());
        return matcher.results().map(result -> Long.parseLong(result.group(1))).toList();
    }

    private static String taskManagerLogs() {
        return CLUSTER
                .client()
                .pods()
                .inNamespace("streaming")
                .withLabel("component", "taskmanager")
                .list()
                .getItems()
                .stream()
                .map(pod -> CLUSTER.client().pods().resource(pod).getLog())
                .collect(Collectors.joining("\n"));
    }
}
