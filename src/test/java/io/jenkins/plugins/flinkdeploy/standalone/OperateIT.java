package io.jenkins.plugins.flinkdeploy.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Phase;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Report;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointTaken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.ClassRule;
import org.junit.Test;

/** What people ask about a job that runs, and what becomes of it without a deployment. */
public class OperateIT {
    private static final String NAME = "operate-main";
    private static final String NAMESPACE = "streaming";
    private static final String START = "Starting KubernetesApplicationClusterEntrypoint";

    @ClassRule
    public static final RealCluster CLUSTER = new RealCluster();

    @Test
    public void
            a_job_is_shown_its_logs_are_followed_over_a_crash_it_is_stopped_and_started_and_goes_away_without_a_trace()
                    throws Exception {
        new GoldenStatus(CLUSTER, "nothing-main").assertIs("absent", 1, "Absent");
        create("pending-main", "1000");
        create("crash-main", "0.5");
        CountingService service = CountingService.application(CLUSTER, "operate");
        Path file = service.version("savepoint", "", "2s");
        assertThat(service.deploy(0, file, "--commit", "1111111111111111").outcome())
                .isEqualTo(Phase.DONE);

        new GoldenStatus(CLUSTER, NAME).assertIs("healthy", 0, "State:  Running\n");
        assertThat(status("-vv"))
                .contains(service.live().at("/status/jobStatus/jobId").asText());
        new GoldenStatus(CLUSTER, "pending-main").assertIs("deploying", 0, "Unschedulable");
        new GoldenStatus(CLUSTER, "crash-main").assertIs("crash-looping", 1, "Waiting: CrashLoopBackOff");
        CLUSTER.deployments().withName("pending-main").delete();
        CLUSTER.deployments().withName("crash-main").delete();
        assertIsWell();

        Path output = CLUSTER.path("followed");
        try (CliProcess logs = CliProcess.start(
                output,
                CLUSTER.with(
                        CLUSTER.path("none"), List.of("logs", NAME, "-n", NAMESPACE, "--follow", "--grep", START)))) {
            await().atMost(RealCluster.LIMIT).until(() -> starts(output) == 1);
            Pod before = jobManager();
            killProcess(before);

            await().atMost(RealCluster.LIMIT).until(() -> starts(output) == 2);
            await().atMost(RealCluster.LIMIT).untilAsserted(() -> assertCrashedOnce(before));
            assertThat(logs.process().isAlive()).isTrue();
        }
        service.assertNothingIsLost();
        assertThat(status("-v")).containsPattern(NAME + "-\\S+ .* yes +1 ");
        // What does not run yet, in the operator's eyes, cannot be stopped with a savepoint.
        await().atMost(RealCluster.LIMIT)
                .until(() ->
                        service.live().at("/status/jobStatus/state").asText().equals("RUNNING"));

        assertStopAndStartKeepTheState(service);

        service.delete();
        await().atMost(RealCluster.LIMIT).untilAsserted(OperateIT::assertNothingIsLeft);
    }

    /** Between the two it is deployed, which leaves it stopped; then the new version goes on with the state of the old one. */
    private static void assertStopAndStartKeepTheState(CountingService service) throws IOException {
        Report stopped = control("stop", "--reason", "maintenance");
        List<Long> whenStopped = service.counts();
        assertThat(stopped.outcome()).isEqualTo(Phase.DONE);
        assertThat(stopped.savepoints()).extracting(SavepointTaken::origin).contains(SavepointTaken.UPGRADE);
        new GoldenStatus(CLUSTER, NAME).withoutPods().assertIs("suspended", 0, "State:  Stopped\n");
        assertThat(service.deploy(0, service.nextVersion(), "--commit", "2222222222222222")
                        .outcome())
                .isEqualTo(Phase.DONE);
        // An operator whose own status was overtaken stops once more what it has stopped, and says so for a moment.
        await().atMost(RealCluster.LIMIT)
                .untilAsserted(() -> assertThat(status()).containsPattern("State: +Stopped\\n"));
        assertThat(service.counts()).as("nothing runs").isEqualTo(whenStopped);

        Report started = control("start", "--soak", "2s");
        assertThat(started.outcome()).isEqualTo(Phase.DONE);
        assertThat(started.restoredFrom()).hasValueSatisfying(path -> assertThat(stopped.savepoints()
                        .get(stopped.savepoints().size() - 1)
                        .path())
                .endsWith(path.replaceFirst("^file:/*", "")));
        service.awaitMore();
        List<Long> all = service.counts();
        assertThat(all.subList(whenStopped.size(), all.size()))
                .as("exactly where it stopped")
                .isEqualTo(LongStream.rangeClosed(
                                whenStopped.get(whenStopped.size() - 1) + 1,
                                whenStopped.get(whenStopped.size() - 1) + all.size() - whenStopped.size())
                        .boxed()
                        .toList());
    }

    /** A FlinkDeployment that somebody applied by hand, and that will not come up. */
    private static void create(String name, String cpu) throws IOException {
        Path manifest = CLUSTER.manifest(
                name,
                "job: {jarURI: \"local:///opt/flink/usrlib/absent.jar\", parallelism: 1, upgradeMode: stateless}");
        String text = Files.readString(manifest)
                .replace("jobManager: {resource: {cpu: 0.5", "jobManager: {resource: {cpu: " + cpu);
        CLUSTER.client()
                .load(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .create();
    }

    /** Flink renews its metrics every ten seconds. */
    private static void assertIsWell() {
        await().atMost(RealCluster.LIMIT).untilAsserted(() -> {
            CommandLineRun run = CLUSTER.run("health", NAME, "-n", NAMESPACE, "--pod-age", "0s");
            assertThat(run.exit()).as(run.all()).isZero();
            assertThat(run.out())
                    .contains("Task managers:       1 of 1 ready, 1 registered")
                    .contains("Checkpoint age:      a failure would repeat ")
                    .contains("Back pressure:       the slowest subtask")
                    .contains("Consumer lag:        not measured: no source tells it");
        });
    }

    private static Report control(String action, String... more) {
        CommandLineRun run =
                CLUSTER.run(Stream.concat(Stream.of(action, NAME, "-n", NAMESPACE, "-o", "json"), Stream.of(more))
                        .toArray(String[]::new));
        assertThat(run.exit()).as(run.all()).isZero();
        return Json.read(run.out(), Report.class);
    }

    private static String status(String... detail) {
        CommandLineRun run = CLUSTER.run(Stream.concat(Stream.of("status", NAME, "-n", NAMESPACE), Stream.of(detail))
                .toArray(String[]::new));
        assertThat(run.exit()).as(run.all()).isZero();
        return run.out();
    }

    private static long starts(Path output) throws IOException {
        try (Stream<String> lines = Files.lines(output)) {
            return lines.filter(line -> line.contains(START)).count();
        }
    }

    private static Pod jobManager() {
        return CLUSTER.client()
                .pods()
                .inNamespace(NAMESPACE)
                .withLabel("app", NAME)
                .withLabel("component", "jobmanager")
                .list()
                .getItems()
                .get(0);
    }

    private static void assertCrashedOnce(Pod before) {
        Pod after = jobManager();
        assertThat(after.getMetadata().getUid()).isEqualTo(before.getMetadata().getUid());
        ContainerStatus container = after.getStatus().getContainerStatuses().get(0);
        assertThat(container.getRestartCount()).isEqualTo(1);
        assertThat(container.getLastState().getTerminated().getExitCode()).isEqualTo(137);
        assertThat(container.getReady()).isTrue();
    }

    private static void assertNothingIsLeft() {
        KubernetesClient client = CLUSTER.client();
        assertThat(client.pods()
                        .inNamespace(NAMESPACE)
                        .withLabel("app", NAME)
                        .list()
                        .getItems())
                .isEmpty();
        assertThat(client.apps()
                        .deployments()
                        .inNamespace(NAMESPACE)
                        .withName(NAME)
                        .get())
                .isNull();
        assertThat(client.services()
                        .inNamespace(NAMESPACE)
                        .withName(NAME + "-rest")
                        .get())
                .isNull();
    }

    /** Kills the JVM of a pod as the kernel would. */
    private static void killProcess(Pod pod) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            all.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("\\d+"))
                    .filter(name -> isJavaOf(pod.getMetadata().getUid(), Path.of("/proc", name)))
                    .forEach(name -> ProcessHandle.of(Long.parseLong(name)).ifPresent(ProcessHandle::destroyForcibly));
        }
    }

    private static boolean isJavaOf(String uid, Path process) {
        try {
            String line = Files.readString(process.resolve("cmdline"));
            return line.split("\0")[0].endsWith("/java") && line.contains(uid);
        } catch (IOException e) {
            return false;
        }
    }
}
