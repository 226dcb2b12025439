package io.jenkins.plugins.flinkdeploy.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Phase;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Report;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.localcluster.ExampleJob;
import io.jenkins.plugins.flinkdeploy.localcluster.LocalCluster;
import io.jenkins.plugins.flinkdeploy.localcluster.LocalClusterOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Everything around a deployment fails once: its process, the operator, the API server; the job keeps its state and counts on. */
public class FaultsIT {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final Duration ANSWER_DELAY = Duration.ofMillis(400);
    private static final Duration OUTAGE = Duration.ofMinutes(1);

    /** States that last: RUNNING is left for SOAKING at once. */
    private static final Set<Phase> STATES = EnumSet.of(
            Phase.PLANNED,
            Phase.IMAGE_READY,
            Phase.LOCKED,
            Phase.SAVEPOINT_TAKEN,
            Phase.APPLIED,
            Phase.UPGRADING,
            Phase.SOAKING);

    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static LocalCluster cluster;
    private static KubernetesClient client;
    private static Path job;
    private static Path output;
    private static int changes = 10;
    private static int countsBefore;

    @BeforeClass
    public static void startCluster() throws IOException {
        cluster = LocalCluster.start(
                LocalClusterOptions.in(FOLDER.getRoot().toPath().resolve("cluster")));
        client = cluster.apiServer().newClient();
        job = FOLDER.newFolder("job").toPath();
        output = cluster.stateDirectory().resolve("counts");
        Files.createDirectories(job.resolve("target"));
        Files.copy(ExampleJob.jar(), job.resolve("target").resolve("counter.jar"));
    }

    @AfterClass
    public static void stopCluster() {
        if (cluster != null) {
            client.close();
            cluster.close();
        }
    }

    @Before
    public void oneJobRuns() throws IOException {
        if (changes == 10) {
            assertThat(deploy(nextVersion()).outcome()).isEqualTo(Phase.DONE);
        }
        countsBefore = ExampleJob.counts(output).size();
    }

    @Test
    public void a_deployer_that_is_killed_in_every_state_goes_on_each_time_and_upgrades_once() throws Exception {
        Path file = nextVersion();
        long generation = live().at("/metadata/generation").asLong();
        cluster.apiServer().setSlow("flink-deploy", ANSWER_DELAY);
        Path states = Files.createDirectories(FOLDER.getRoot().toPath().resolve("killed"));
        Set<Phase> killedIn = EnumSet.noneOf(Phase.class);
        List<String> command = new ArrayList<>(List.of("deploy", "-f", file.toString()));
        try {
            while (!killedIn.equals(STATES)) {
                try (CliProcess process = CliProcess.start(states.resolve("output"), with(states, command))) {
                    Optional<Phase> phase = awaitOneOf(process, states, STATES, killedIn);
                    assertThat(phase).as(process.text()).isPresent();
                    process.kill();
                    killedIn.add(phase(states).orElseThrow());
                    killedIn.add(phase.orElseThrow());
                }
                command = List.of("resume", id(states), "-f", file.toString());
            }
        } finally {
            cluster.apiServer().setSlow("", Duration.ZERO);
        }
        CommandLineRun last = CommandLineRun.of(with(states, List.of("resume", id(states), "-f", file.toString()))
                .toArray(new String[0]));

        assertThat(last.exit()).as(last.all()).isZero();
        assertThat(phase(states)).hasValue(Phase.DONE);
        assertThat(live().at("/metadata/annotations").toString()).contains(id(states));
        assertThat(live().at("/metadata/generation").asLong())
                .as("the specification was changed once, and once for the savepoint")
                .isLessThanOrEqualTo(generation + 2);
        assertCountsOn();
    }

    @Test
    public void a_rollback_whose_deployer_is_killed_goes_on() throws Exception {
        Path file = Files.writeString(
                job.resolve("broken.yaml"), ExampleJob.clusterFile(cluster, output, ", --rate, nonsense"));
        cluster.apiServer().setSlow("flink-deploy", ANSWER_DELAY);
        Path states = Files.createDirectories(FOLDER.getRoot().toPath().resolve("broken"));
        try (CliProcess process =
                CliProcess.start(states.resolve("output"), with(states, List.of("deploy", "-f", file.toString())))) {
            assertThat(awaitOneOf(process, states, EnumSet.of(Phase.ROLLING_BACK), Set.of()))
                    .as(process.text())
                    .isPresent();
            process.kill();
        } finally {
            cluster.apiServer().setSlow("", Duration.ZERO);
        }

        CommandLineRun resumed =
                CommandLineRun.of(with(states, List.of("resume", id(states))).toArray(new String[0]));

        assertThat(resumed.exit()).as(resumed.all()).isEqualTo(ExitCode.ROLLED_BACK.code());
        assertThat(phase(states)).hasValue(Phase.ROLLED_BACK);
        assertCountsOn();
    }

    @Test
    public void of_two_deployers_at_once_one_waits_and_both_get_their_turn() throws Exception {
        Path one = nextVersion();
        Path other = nextVersion();
        CompletableFuture<CommandLineRun> first = CompletableFuture.supplyAsync(() -> run(one));
        CompletableFuture<CommandLineRun> second = CompletableFuture.supplyAsync(() -> run(other));
        List<CommandLineRun> runs = List.of(
                first.get(LIMIT.toSeconds(), TimeUnit.SECONDS), second.get(LIMIT.toSeconds(), TimeUnit.SECONDS));

        assertThat(runs).allSatisfy(run -> assertThat(run.exit()).as(run.all()).isZero());
        assertThat(runs).anySatisfy(run -> assertThat(run.all()).contains("is deploying this target"));
        assertCountsOn();
    }

    @Test
    public void an_operator_that_is_killed_in_mid_upgrade_is_waited_for() throws Exception {
        Path file = nextVersion();
        Path states = Files.createDirectories(FOLDER.getRoot().toPath().resolve("operator"));
        CompletableFuture<CommandLineRun> run = CompletableFuture.supplyAsync(() -> CommandLineRun.of(
                with(states, List.of("deploy", "-f", file.toString())).toArray(new String[0])));
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(() -> phase(states)
                .filter(phase -> phase == Phase.APPLIED || phase == Phase.UPGRADING)
                .isPresent());
        cluster.operator().kill();
        cluster.operator().start();

        CommandLineRun end = run.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(end.exit()).as(end.all()).isZero();
        assertCountsOn();
    }

    @Test
    public void an_api_server_that_is_away_for_a_minute_is_waited_for() throws Exception {
        Path file = nextVersion();
        Path states = Files.createDirectories(FOLDER.getRoot().toPath().resolve("away"));
        CompletableFuture<CommandLineRun> run = CompletableFuture.supplyAsync(() -> CommandLineRun.of(
                with(states, List.of("deploy", "-f", file.toString())).toArray(new String[0])));
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> phase(states).filter(Phase.APPLIED::equals).isPresent());
        cluster.apiServer().setOutage(true);
        TimeUnit.SECONDS.sleep(OUTAGE.toSeconds());
        assertThat(run).isNotDone();
        cluster.apiServer().setOutage(false);

        CommandLineRun end = run.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(end.exit()).as(end.all()).isZero();
        // Without the API server a JobManager loses its leadership; Flink then restores the job from its last
        // checkpoint,
        // and what was counted since is counted again.
        List<Long> counts = countsOfThisTest().stream().distinct().sorted().toList();
        assertThat(counts)
                .isEqualTo(LongStream.rangeClosed(counts.get(0), counts.get(counts.size() - 1))
                        .boxed()
                        .toList());
    }

    @Test
    public void what_did_not_change_is_not_restarted_and_what_the_operator_refuses_stops_no_job() throws Exception {
        assertThat(deploy(nextVersion()).outcome()).isEqualTo(Phase.DONE);
        JsonNode before = live().at("/status/jobStatus");
        Path same = job.resolve("flink" + changes + ".yaml");

        assertThat(deploy(same).outcome()).isEqualTo(Phase.UNCHANGED);
        CommandLineRun run = run(manifest("counter-main", "flinkConfiguration: {}"));

        assertThat(run.exit()).as(run.all()).isNotZero();
        JsonNode after = live().at("/status/jobStatus");
        assertThat(after.path("jobId")).isEqualTo(before.path("jobId"));
        assertThat(after.path("startTime")).isEqualTo(before.path("startTime"));
        assertCountsOn();
    }

    @Test
    public void a_crash_loop_is_told_early_and_with_what_kubernetes_says() throws IOException {
        Path manifest = manifest(
                "crash",
                """
                flinkConfiguration: {env.java.opts.jobmanager: "-XX:NoSuchOption"}
                  job: {jarURI: "local:///opt/flink/usrlib/job.jar", parallelism: 1, upgradeMode: stateless}
                """);

        CommandLineRun run = run(manifest, "-o", "json");

        assertThat(run.exit()).as(run.all()).isEqualTo(1);
        Report report = Json.read(run.out(), Report.class);
        assertThat(report.outcome()).isEqualTo(Phase.FAILED);
        assertThat(Json.write(report.cause())).contains("CrashLoopBackOff");
    }

    private static Optional<Phase> awaitOneOf(CliProcess process, Path states, Set<Phase> wanted, Set<Phase> seen)
            throws InterruptedException {
        while (process.process().isAlive()) {
            Optional<Phase> now = phase(states).filter(wanted::contains).filter(phase -> !seen.contains(phase));
            if (now.isPresent()) {
                return now;
            }
            Thread.sleep(5);
        }
        return Optional.empty();
    }

    private static Optional<Path> stateFile(Path states) {
        try (Stream<Path> files = Files.list(states)) {
            return files.filter(file -> file.toString().matches(".*[0-9a-f]\\.json"))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Phase> phase(Path states) {
        return stateFile(states).map(file -> {
            try {
                return Phase.valueOf(
                        Json.read(Files.readString(file)).path("phase").asText());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static String id(Path states) {
        return String.valueOf(stateFile(states).orElseThrow().getFileName()).replace(".json", "");
    }

    /** A file that differs from all before, so that its deployment upgrades the job. */
    private static Path nextVersion() throws IOException {
        changes++;
        return Files.writeString(
                job.resolve("flink" + changes + ".yaml"),
                ExampleJob.clusterFile(cluster, output, ", --rate, \"" + changes + "\"")
                        .replace("soak: 5s", "soak: 2s"));
    }

    private static Path manifest(String name, String spec) throws IOException {
        return Files.writeString(
                job.resolve(name + "-manifest.yaml"),
                """
                apiVersion: flink.apache.org/v1beta1
                kind: FlinkDeployment
                metadata: {name: %s, namespace: streaming}
                spec:
                  image: %s
                  flinkVersion: %s
                  serviceAccount: flink
                  jobManager: {resource: {cpu: 0.5, memory: 1g}}
                  taskManager: {resource: {cpu: 0.5, memory: 1g}}
                  %s
                """
                        .formatted(name, cluster.baseImage(), cluster.flinkVersion(), spec.strip()));
    }

    private static Report deploy(Path file) throws IOException {
        CommandLineRun run = run(file, "-o", "json");
        assertThat(run.exit()).as(run.all()).isZero();
        return Json.read(run.out(), Report.class);
    }

    private static CommandLineRun run(Path file, String... more) {
        List<String> arguments = new ArrayList<>(List.of("deploy", "-f", file.toString()));
        arguments.addAll(List.of(more));
        return CommandLineRun.of(with(FOLDER.getRoot().toPath().resolve("deployments"), arguments)
                .toArray(new String[0]));
    }

    private static List<String> with(Path states, List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--kubeconfig", cluster.kubeconfig().toString(), "--state-directory", states.toString()));
        return all;
    }

    private static JsonNode live() {
        return Json.mapper()
                .valueToTree(client.genericKubernetesResources("flink.apache.org/v1beta1", "FlinkDeployment")
                        .inNamespace("streaming")
                        .withName("counter-main")
                        .get());
    }

    /** The job counts on from where it was, without a gap and without counting twice. */
    private static void assertCountsOn() throws IOException {
        List<Long> counts = countsOfThisTest();
        assertThat(counts)
                .isEqualTo(LongStream.range(counts.get(0), counts.get(0) + counts.size())
                        .boxed()
                        .toList());
    }

    /** What the job counts from the test's begin until some seconds from now. */
    private static List<Long> countsOfThisTest() throws IOException {
        int soFar = ExampleJob.counts(output).size();
        await().atMost(LIMIT).until(() -> ExampleJob.counts(output).size() > soFar + 10);
        return ExampleJob.counts(output).subList(countsBefore, soFar + 10);
    }
}
