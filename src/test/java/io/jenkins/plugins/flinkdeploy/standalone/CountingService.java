package io.jenkins.plugins.flinkdeploy.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Report;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.localcluster.FaultyJob;
import io.jenkins.plugins.flinkdeploy.localcluster.LocalCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/** A service with one cluster and one job, which counts and goes wrong as it is told. */
final class CountingService {
    private final RealCluster on;
    private final String name;
    private final boolean session;
    private final Path repository;
    private final Path counts;
    private final AtomicInteger files = new AtomicInteger();

    private CountingService(RealCluster on, String name, boolean session) throws IOException {
        this.on = on;
        this.name = name;
        this.session = session;
        this.repository = on.directory(name);
        this.counts = on.cluster().stateDirectory().resolve(name + ".counts");
        Path built = on.directory("built").resolve("faulty.jar");
        Files.copy(Files.exists(built) ? built : FaultyJob.jar(on.path("built")), repository.resolve("faulty.jar"));
    }

    static CountingService application(RealCluster on, String name) throws IOException {
        return new CountingService(on, name, false);
    }

    static CountingService ofASession(RealCluster on, String name) throws IOException {
        return new CountingService(on, name, true);
    }

    Path repository() {
        return repository;
    }

    /** A cluster file whose job does nothing wrong, and which differs from all before, so that its deployment upgrades the job. */
    Path nextVersion() throws IOException {
        return version("savepoint", ", --after, \"" + (1000 + files.get()) + "\"", "2s");
    }

    /** A cluster file. */
    Path version(String mode, String arguments, String soak) throws IOException {
        LocalCluster cluster = on.cluster();
        return Files.writeString(
                repository.resolve("flink" + files.incrementAndGet() + ".yaml"),
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
                    state:
                      savepoints: "file://%9$s/savepoints"
                      checkpoints: "file://%9$s/checkpoints"
                      checkpointInterval: 1s
                      keepSavepoints: 3
                    jobManager: {cpu: 0.5, memory: 1g}
                    taskManager: {cpu: 1, memory: 1g, slots: 1}
                    deploy: {timeout: 4m, soak: %10$s}
                """
                        .formatted(
                                name,
                                cluster.baseImage(),
                                cluster.registry(),
                                session,
                                FaultyJob.MAIN_CLASS,
                                counts,
                                arguments,
                                mode,
                                cluster.stateDirectory(),
                                soak));
    }

    /** Deploys a file and expects an exit code. */
    Report deploy(int exit, Path file, String... more) {
        return Json.read(run(exit, file, "deploy", more), Report.class);
    }

    /** What a command prints as JSON about the cluster of a file. */
    String run(int exit, Path file, String command, String... more) {
        List<String> all = new ArrayList<>(List.of(command, "-f", file.toString(), "-o", "json"));
        all.addAll(List.of(more));
        CommandLineRun run = on.run(all.toArray(new String[0]));
        assertThat(run.exit()).as(run.all()).isEqualTo(exit);
        return run.out();
    }

    /** Its FlinkDeployment as the API server has it. */
    JsonNode live() {
        return on.deployment(name + "-main");
    }

    /** Makes room for others. */
    void delete() {
        on.deployments().withName(name + "-main").delete();
    }

    /** Everything that was counted so far, in the order in which it was written. */
    List<Long> counts() {
        try {
            return Files.exists(counts)
                    ? Files.readAllLines(counts).stream()
                            .filter(line -> line.matches("\\d+"))
                            .map(Long::valueOf)
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the job has counted on for a second. */
    void awaitMore() {
        int soFar = counts().size();
        await().atMost(RealCluster.LIMIT).until(() -> counts().size() > soFar + 10);
    }

    /** The job counts on, and since its beginning every number came once: as after an upgrade with a savepoint. */
    void assertCountsOnExactly() {
        awaitMore();
        List<Long> all = counts();
        assertThat(all).as("without a gap, and nothing twice").isEqualTo(upTo(all.size()));
    }

    /** The job counts on, and every number came: as after a failure, when what was not in a checkpoint is counted again. */
    void assertNothingIsLost() {
        awaitMore();
        List<Long> distinct = counts().stream().distinct().sorted().toList();
        assertThat(distinct).as("nothing is lost").isEqualTo(upTo(distinct.size()));
    }

    private static List<Long> upTo(int last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
