package io.jenkins.plugins.flinkdeploy.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.engine.deploy.Phase;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Report;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointReport;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointTaken;
import io.jenkins.plugins.flinkdeploy.localcluster.FaultyJob;
import io.jenkins.plugins.flinkdeploy.localcluster.LocalCluster;
import io.jenkins.plugins.flinkdeploy.localcluster.LocalClusterOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A job's state through savepoints, upgrades and rollbacks, with the real operator and real Flink. */
public class StateIT {
    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static LocalCluster cluster;
    private static Path repository;

    @BeforeClass
    public static void startCluster() throws IOException {
        cluster = LocalCluster.start(
                LocalClusterOptions.in(FOLDER.getRoot().toPath().resolve("cluster")));
        repository = FOLDER.newFolder("job").toPath();
        FaultyJob.jar(repository);
    }

    @AfterClass
    public static void stopCluster() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    public void a_job_keeps_its_state_when_a_version_fails_late_and_when_one_cannot_read_it() throws IOException {
        Path counts = cluster.stateDirectory().resolve("application.counts");
        App app = new App("state", counts);
        assertThat(app.deploy(0, "1111111111111111", "savepoint", "").outcome()).isEqualTo(Phase.DONE);
        awaitMore(counts);

        SavepointReport asked = Json.read(app.run(0, "savepoint", "-o", "json"), SavepointReport.class);
        SavepointTaken taken = asked.jobs().get(0).savepoint().orElseThrow();
        assertThat(Path.of(taken.path().replaceFirst("^file:/*", "/")).resolve("_metadata"))
                .exists();
        assertThat(taken.sizeBytes()).as("size of %s", taken).isPresent();

        Report late = app.deploy(3, "2222222222222222", "savepoint", ", --fault, exception, --after, \"20\"");
        assertThat(late.outcome()).isEqualTo(Phase.ROLLED_BACK);
        assertThat(late.phases()).extracting(Report.PhaseSpan::phase).contains(Phase.SOAKING);
        assertThat(late.restoredFrom()).isPresent();
        awaitMore(counts);
        assertNothingLost(counts(counts).stream().distinct().sorted().toList());

        Report incompatible = app.deploy(3, "3333333333333333", "savepoint", ", --state, string");
        assertThat(incompatible.outcome()).isEqualTo(Phase.ROLLED_BACK);
        assertThat(incompatible.restoredFrom()).isPresent();
        awaitMore(counts);
        assertNothingLost(counts(counts).stream().distinct().sorted().toList());
    }

    @Test
    public void a_session_job_keeps_its_state_through_an_upgrade_a_failure_and_a_rollback() throws IOException {
        Path counts = cluster.stateDirectory().resolve("session.counts");
        App app = new App("session", counts).asSession();
        app.deploySession(0, "1111111111111111", "");
        awaitMore(counts);

        app.deploySession(0, "2222222222222222", ", --after, \"1000\"");
        awaitMore(counts);
        assertNothingLost(counts(counts));

        app.deploySession(3, "3333333333333333", ", --fault, exception, --after, \"20\"");
        awaitMore(counts);
        assertNothingLost(counts(counts).stream().distinct().sorted().toList());

        Report back = Json.read(
                app.run(
                        0,
                        "rollback",
                        "-o",
                        "json",
                        "--session-job",
                        "session-main-counter",
                        "-n",
                        "streaming",
                        "--soak",
                        "4s"),
                Report.class);
        assertThat(back.commit()).contains("1111111111111111");
        awaitMore(counts);
        assertNothingLost(counts(counts).stream().distinct().sorted().toList());
    }

    /** A service with one cluster and one job. */
    private record App(String service, Path counts, boolean session) {
        App(String service, Path counts) {
            this(service, counts, false);
        }

        App asSession() {
            return new App(service, counts, true);
        }

        Report deploy(int exit, String commit, String mode, String arguments) throws IOException {
            write(mode, arguments);
            return Json.read(run(exit, "deploy", "--commit", commit, "-o", "json"), Report.class);
        }

        /** Deploys the session cluster and its job. */
        String deploySession(int exit, String commit, String arguments) throws IOException {
            write("savepoint", arguments);
            return run(exit, "deploy", "--commit", commit, "-o", "json");
        }

        private void write(String mode, String arguments) throws IOException {
            String state = "file://" + cluster.stateDirectory();
            Files.writeString(
                    repository.resolve(service + ".yaml"),
                    """
                    version: 1
                    service: %1$s
                    clusters:
                      main:
                        namespace: streaming
                        flinkVersion: "1.19"
                        image: {base: "%2$s", jars: [faulty.jar], repository: "%3$s/%1$s"}
                        session: %4$s
                        jobs:
                          counter:
                            jar: faulty.jar
                            class: %5$s
                            args: [--output, %6$s%7$s]
                            state: %8$s
                        state: {savepoints: "%9$s/savepoints", checkpoints: "%9$s/checkpoints", checkpointInterval: 2s}
                        jobManager: {cpu: 0.5, memory: 1g}
                        taskManager: {cpu: 1, memory: 1g, slots: 1}
                        deploy: {timeout: 4m, soak: %10$s}
                    """
                            .formatted(
                                    service,
                                    cluster.baseImage(),
                                    cluster.registry(),
                                    session,
                                    FaultyJob.MAIN_CLASS,
                                    counts,
                                    arguments,
                                    mode,
                                    state,
                                    // Longer than the job that fails late lives.
                                    arguments.contains("exception") ? "30s" : "4s"));
        }

        String run(int exit, String... command) {
            List<String> all = new ArrayList<>(List.of(command));
            if (!all.contains("--session-job")) {
                all.addAll(List.of("-f", repository.resolve(service + ".yaml").toString()));
            }
            all.addAll(List.of("--kubeconfig", cluster.kubeconfig().toString()));
            if (!command[0].equals("savepoint")) {
                all.addAll(List.of(
                        "--state-directory",
                        FOLDER.getRoot().toPath().resolve("deployments").toString()));
            }
            CommandLineRun run = CommandLineRun.of(all.toArray(new String[0]));
            assertThat(run.exit()).as(run.all()).isEqualTo(exit);
            return run.out();
        }
    }

    private static void awaitMore(Path file) {
        int soFar = counts(file).size();
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> counts(file).size() > soFar + 20);
    }

    private static List<Long> counts(Path file) {
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .filter(line -> line.matches("\\d+"))
                            .map(Long::valueOf)
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every number once, from one on. */
    private static void assertNothingLost(List<Long> counts) {
        assertThat(counts)
                .as("nothing is lost")
                .isEqualTo(LongStream.rangeClosed(1, counts.size()).boxed().toList());
    }
}
