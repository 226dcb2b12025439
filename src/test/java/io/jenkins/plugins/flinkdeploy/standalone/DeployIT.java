package io.jenkins.plugins.flinkdeploy.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.check.AccessRules;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Phase;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Report;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointTaken;
import io.jenkins.plugins.flinkdeploy.localcluster.ExampleJob;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;

/** The command line with the real operator and real Flink. */
public class DeployIT {
    @ClassRule
    public static final RealCluster CLUSTER = new RealCluster();

    private static Path job;

    @BeforeClass
    public static void buildJob() throws IOException {
        job = CLUSTER.directory("job");
        Files.createDirectories(job.resolve("target"));
        addLibrary(Files.copy(ExampleJob.jar(), job.resolve("target").resolve("counter.jar")));
    }

    /** As large as jars are from which on the image gets the libraries apart from the job. */
    private static void addLibrary(Path jar) throws IOException {
        byte[] noise = new byte[3_000_000];
        new Random(1).nextBytes(noise);
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            Path directory = Files.createDirectories(zip.getPath("org/example/library"));
            Files.write(directory.resolve("noise.bin"), noise);
        }
    }

    @Test
    public void commits_deploy_keep_their_state_and_a_broken_one_is_rolled_back() throws IOException {
        Path output = CLUSTER.cluster().stateDirectory().resolve("counts");

        Report first = deploy(0, "1111111111111111111111111111111111111111", output, "");
        assertThat(first.outcome()).isEqualTo(Phase.DONE);
        assertThat(first.image())
                .hasValueSatisfying(image -> assertThat(image.digest()).startsWith("sha256:"));
        assertThat(first.downtime()).as("nothing stopped on a first deploy").isEmpty();
        awaitMoreThan(output, 20);

        JsonNode running = CLUSTER.deployment("counter-main").at("/status/jobStatus");
        Report unchanged = deploy(0, "2222222222222222222222222222222222222222", output, "");
        assertThat(unchanged.outcome()).isEqualTo(Phase.UNCHANGED);
        JsonNode still = CLUSTER.deployment("counter-main").at("/status/jobStatus");
        assertThat(still.path("jobId")).isEqualTo(running.path("jobId"));
        assertThat(still.path("startTime")).as("it was not restarted").isEqualTo(running.path("startTime"));

        Report upgrade = deploy(0, "3333333333333333333333333333333333333333", output, ", --rate, \"20\"");
        assertThat(upgrade.outcome()).isEqualTo(Phase.DONE);
        assertThat(upgrade.fromCommit()).hasValue("1111111111111111111111111111111111111111");
        assertThat(upgrade.savepoints())
                .extracting(SavepointTaken::origin)
                .containsExactly(SavepointTaken.BEFORE, SavepointTaken.UPGRADE);
        assertThat(upgrade.restoredFrom()).isPresent();
        assertThat(upgrade.downtime()).isPresent();
        int soFar = ExampleJob.counts(output).size();
        awaitMoreThan(output, soFar + 20);
        assertThat(ExampleJob.counts(output)).as("the counter goes on exactly").isEqualTo(contiguous(output));

        Report broken = deploy(3, "4444444444444444444444444444444444444444", output, ", --rate, nonsense");
        assertThat(broken.outcome()).isEqualTo(Phase.ROLLED_BACK);
        assertThat(broken.success()).isFalse();
        assertThat(broken.cause())
                .hasValueSatisfying(cause -> assertThat(Json.write(cause)).contains("nonsense"));
        soFar = ExampleJob.counts(output).size();
        awaitMoreThan(output, soFar + 20);
        assertThat(ExampleJob.counts(output))
                .as("nothing was lost or counted twice")
                .isEqualTo(contiguous(output));

        Report again = deploy(1, "4444444444444444444444444444444444444444", output, ", --rate, nonsense");
        assertThat(again.outcome()).isEqualTo(Phase.FAILED);
        assertThat(again.summary()).contains("rolled back").contains("44444444");

        assertThat(CLUSTER.cluster()
                        .apiServer()
                        .requestsOf(ClusterApi.FIELD_MANAGER)
                        .keySet())
                .as("docs/rbac.md has every right that was used")
                .isSubsetOf(rights())
                .contains("patch flinkdeployments", "create leases", "get services/proxy", "watch events");
    }

    @Test
    public void an_image_that_is_not_in_the_registry_is_told_early_and_a_first_deploy_has_nothing_to_go_back_to()
            throws IOException {
        Path manifest = CLUSTER.manifest(
                "absent-image",
                "job: {jarURI: \"local:///opt/flink/usrlib/job.jar\", parallelism: 1, upgradeMode: stateless}");
        Files.writeString(
                manifest,
                Files.readString(manifest)
                        .replace(
                                CLUSTER.cluster().baseImage(), CLUSTER.cluster().registry() + "/absent:1"));

        CommandLineRun run = CLUSTER.run("deploy", "-f", manifest.toString(), "-o", "json");

        assertThat(run.exit()).as(run.all()).isEqualTo(1);
        Report report = Json.read(run.out(), Report.class);
        assertThat(report.outcome()).isEqualTo(Phase.FAILED);
        assertThat(report.cause())
                .hasValueSatisfying(cause -> assertThat(cause.cause()).contains("image"));
        assertThat(report.summary()).contains("no earlier revision");
    }

    @Test
    public void a_dry_run_builds_and_changes_nothing() throws IOException {
        Path file = Files.writeString(
                job.resolve("flink.yaml"),
                ExampleJob.clusterFile(
                                CLUSTER.cluster(),
                                CLUSTER.cluster().stateDirectory().resolve("dry"),
                                "")
                        .replace("service: counter", "service: dry"));

        CommandLineRun run = CLUSTER.run("deploy", "-f", file.toString(), "--dry-run");

        assertThat(run.exit()).as(run.all()).isZero();
        assertThat(run.out()).contains("would be built").contains("nothing was changed");
        assertThat(CLUSTER.run("deploy", "-f", file.toString(), "--dry-run", "-o", "json")
                        .out())
                .contains("DRY_RUN");
    }

    @Test
    public void a_jvm_that_refuses_its_options_is_told_early_and_in_its_own_words() throws IOException {
        Path manifest = CLUSTER.manifest(
                "crash",
                """
                flinkConfiguration: {env.java.opts.jobmanager: "-XX:NoSuchOption"}
                  job: {jarURI: "local:///opt/flink/usrlib/job.jar", parallelism: 1, upgradeMode: stateless}
                """);

        CommandLineRun run = CLUSTER.run("deploy", "-f", manifest.toString(), "-o", "json");

        assertThat(run.exit()).as(run.all()).isEqualTo(1);
        Report report = Json.read(run.out(), Report.class);
        assertThat(report.outcome()).isEqualTo(Phase.FAILED);
        assertThat(Json.write(report.cause()))
                .contains("Java options refused", "Unrecognized VM option 'NoSuchOption'");
    }

    private static Set<String> rights() {
        Set<String> rights = new HashSet<>(AccessRules.requests());
        rights.add("discovery");
        return rights;
    }

    private static Report deploy(int exit, String commit, Path output, String arguments) throws IOException {
        Path file = Files.writeString(
                job.resolve("flink.yaml"), ExampleJob.clusterFile(CLUSTER.cluster(), output, arguments));
        CommandLineRun run = CLUSTER.run("deploy", "-f", file.toString(), "--commit", commit, "-o", "json");
        assertThat(run.exit()).as(run.all()).isEqualTo(exit);
        return Json.read(run.out(), Report.class);
    }

    private static void awaitMoreThan(Path output, int lines) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> ExampleJob.counts(output).size() > lines);
    }

    /** As many counts as there are, one by one from the first. */
    private static List<Long> contiguous(Path output) throws IOException {
        return java.util.stream.LongStream.rangeClosed(
                        1, ExampleJob.counts(output).size())
                .boxed()
                .toList();
    }
}
