package io.jenkins.plugins.flinkdeploy.standalone.demo;

import io.jenkins.plugins.flinkdeploy.engine.deploy.Phase;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Report;
import io.jenkins.plugins.flinkdeploy.engine.health.Diagnosis;
import io.jenkins.plugins.flinkdeploy.engine.health.Evidence;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointTaken;
import io.jenkins.plugins.flinkdeploy.localcluster.DetachedCluster;
import io.jenkins.plugins.flinkdeploy.localcluster.LocalClusterStatus;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.FlinkRelease;
import io.jenkins.plugins.flinkdeploy.standalone.ClusterText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The main job of flink-deploy on the local cluster, as {@code bin/demo} shows it: a push deploys, a second push upgrades with
 * the state kept, a third one is broken and is rolled back. It checks what it shows, and fails when something is not so.
 */
public final class Demo {
    private static final String JOB = "src/main/java/org/example/counter/CounterJob.java";
    private static final String COUNTER = "src/main/java/org/example/counter/Counter.java";

    private final DemoOptions options;
    private final Screen screen;
    private final LocalClusterStatus cluster;
    private final DemoRepository repository;
    private final Path output;
    private final CounterLog log;

    private Demo(DemoOptions options, Screen screen, LocalClusterStatus cluster) {
        this.options = options;
        this.screen = screen;
        this.cluster = cluster;
        this.repository = new DemoRepository(options.directory(), new Commands());
        this.output = state().resolve("demo-output");
        this.log = new CounterLog(output);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        DemoOptions options = DemoOptions.parse(arguments);
        Instant start = Instant.now();
        Screen screen = new Screen(System.out, start);
        int exit = 1;
        try {
            screen.doing("starting the local cluster");
            LocalClusterStatus cluster = DetachedCluster.up(options.directory().resolve("cluster"), screen::doing);
            Demo demo = new Demo(options, screen, cluster);
            screen.step("local cluster with operator " + FlinkRelease.NEWEST.operator() + " and Flink "
                    + FlinkRelease.NEWEST.flink() + ", API server " + cluster.apiServer());
            demo.play();
            screen.line("");
            screen.line("The whole demo took " + Text.duration(Duration.between(start, Instant.now())) + ".");
            exit = 0;
        } catch (DemoFailed | UserException e) {
            screen.line("");
            screen.line("The demo FAILED: " + e.getMessage());
            screen.line(
                    "Its files are in " + options.directory() + " (last-deploy.log tells what the deployment said).");
        } finally {
            if (options.keep()) {
                screen.keep(options);
                DetachedCluster.status(options.directory().resolve("cluster"))
                        .ifPresent(cluster -> ClusterText.print(cluster, screen::line));
            } else {
                screen.doing("stopping the local cluster");
                DetachedCluster.down(options.directory().resolve("cluster"));
                screen.doing("");
            }
        }
        System.exit(exit);
    }

    private void play() throws IOException, InterruptedException, DemoFailed {
        Files.createDirectories(output);
        repository.create(options.example(), HookScript.text(options, repository, cluster));
        adaptToLocalCluster();

        screen.push(1, "first version of the job");
        Report first = push("Count things");
        require(first.outcome() == Phase.DONE, "the first deploy ended as " + first.outcome() + ": " + first.summary());
        show(first);
        waitForCounts(30);

        screen.push(2, "the job's code changes: VERSION = \"2\"");
        repository.edit(JOB, "VERSION = \"1\"", "VERSION = \"2\"");
        Report second = push("Say version 2");
        require(second.outcome() == Phase.DONE, "the upgrade ended as " + second.outcome() + ": " + second.summary());
        show(second);
        showContinuation("1", "2");

        screen.push(3, "a bug: the job divides by zero");
        repository.edit(COUNTER, "count.update(now);", "count.update(now / (now - now));");
        int linesBefore = log.counts().size();
        Report third = push("Count faster");
        require(
                third.outcome() == Phase.ROLLED_BACK,
                "the broken push ended as " + third.outcome() + " instead of ROLLED_BACK: " + third.summary());
        showFailure(third);
        showRestored(linesBefore);
    }

    /** The example's registry and state directories are placeholders; everything else stays as users would copy it. */
    private void adaptToLocalCluster() throws IOException {
        String state = state().toUri().toString().replaceFirst("^file:/+", "file:///");
        String file = "flink.yaml";
        repository.edit(file, "base: flink:1.19", "base: " + cluster.baseImage());
        repository.edit(file, "registry.example.org", cluster.registry());
        repository.edit(file, "s3://example-bucket/counter/savepoints", state + "savepoints");
        repository.edit(file, "s3://example-bucket/counter/checkpoints", state + "checkpoints");
        repository.edit(file, "parallelism: 1", "parallelism: 1\n        args: [--output, " + output + "]");
        repository.edit(file, "rollback: auto", "rollback: auto\n      savepoint: before");
        repository.edit(file, "soak: 10s", "soak: 5s");
        repository.edit(file, "checkpointInterval: 5s", "checkpointInterval: 2s");
    }

    private Report push(String message) throws IOException {
        screen.doing("git push: building the job, then deploying");
        Files.deleteIfExists(options.reportFile());
        repository.commitAndPush(message);
        screen.doing("");
        if (!Files.exists(options.reportFile()) || Files.size(options.reportFile()) == 0) {
            throw new IOException("The push was not deployed:\n" + Files.readString(options.logFile()));
        }
        return Json.read(Files.readString(options.reportFile()), Report.class);
    }

    private void show(Report report) {
        report.image()
                .ifPresent(image -> screen.row(
                        "image",
                        image.digest().substring(0, 19) + "…, pushed " + Text.bytes(image.pushedBytes()) + ", "
                                + Text.bytes(image.skippedBytes()) + " were in the registry"));
        for (SavepointTaken savepoint : report.savepoints()) {
            screen.row(
                    savepoint.origin().equals(SavepointTaken.BEFORE) ? "savepoint" : "stopped with",
                    shortPath(savepoint.path())
                            + (savepoint.sizeBytes().isPresent()
                                    ? ", " + Text.bytes(savepoint.sizeBytes().getAsLong())
                                    : "")
                            + savepoint
                                    .took()
                                    .map(took -> ", " + Text.duration(took))
                                    .orElse(""));
        }
        report.generation()
                .ifPresent(generation -> screen.row("applied", report.resource() + ", generation " + generation));
        report.restoredFrom().ifPresent(path -> screen.row("restored", shortPath(path)));
        screen.row("job", report.summary());
        screen.row(
                "timeline",
                report.timeline()
                        + report.downtime()
                                .map(time -> "  (downtime " + Text.duration(time) + ")")
                                .orElse(""));
    }

    private void showContinuation(String before, String after) throws IOException, InterruptedException, DemoFailed {
        Instant limit = Instant.now().plusSeconds(30);
        while (log.counts().stream().noneMatch(count -> count.version().equals(after))) {
            require(Instant.now().isBefore(limit), "version " + after + " of the job counts nothing");
            Thread.sleep(200);
        }
        List<CounterLog.Count> counts = log.counts();
        long last = counts.stream()
                .filter(count -> count.version().equals(before))
                .mapToLong(CounterLog.Count::value)
                .max()
                .orElseThrow();
        long first = counts.stream()
                .filter(count -> count.version().equals(after))
                .mapToLong(CounterLog.Count::value)
                .findFirst()
                .orElseThrow();
        require(
                first == last + 1,
                "version " + before + " stopped at " + last + " but version " + after + " began at " + first);
        screen.row(
                "the counter",
                "version " + before + " stopped at " + last + ", version " + after + " went on at " + first);
    }

    private void showFailure(Report report) {
        report.cause().ifPresent(cause -> {
            screen.row("failed", cause.cause() + ": " + cause.explanation());
            evidence(cause).ifPresent(line -> screen.row("evidence", line));
        });
        screen.row("outcome", report.summary());
        screen.row("timeline", report.timeline());
    }

    /** The exception, and the first of its lines that is the job's own. */
    private static Optional<String> evidence(Diagnosis cause) {
        List<String> lines = cause.evidence().stream()
                .map(Evidence::text)
                .flatMap(String::lines)
                .map(String::strip)
                .toList();
        Optional<String> place = lines.stream()
                .filter(line -> line.startsWith("at org.example."))
                .findFirst();
        return lines.stream()
                .findFirst()
                .map(line -> line + place.map(at -> " " + at).orElse(""));
    }

    private void showRestored(int linesBefore) throws IOException, InterruptedException, DemoFailed {
        CounterLog.Count before = log.counts().get(linesBefore - 1);
        Instant limit = Instant.now().plusSeconds(30);
        Optional<CounterLog.Count> last = log.last();
        while (last.isEmpty() || last.get().value() <= before.value() + 20) {
            require(Instant.now().isBefore(limit), "the job counts nothing after the rollback");
            Thread.sleep(200);
            last = log.last();
        }
        boolean gap = false;
        long previous = 0;
        for (CounterLog.Count count : log.counts()) {
            gap |= count.value() > previous + 1;
            previous = Math.max(previous, count.value());
        }
        require(!gap, "counts are missing after the rollback");
        screen.row(
                "the counter",
                "version " + last.get().version() + " counts again, at "
                        + last.get().value() + ", none lost");
    }

    private void waitForCounts(int wanted) throws IOException, InterruptedException, DemoFailed {
        Instant limit = Instant.now().plusSeconds(60);
        while (log.counts().size() < wanted) {
            require(Instant.now().isBefore(limit), "the job counts nothing");
            Thread.sleep(200);
        }
        screen.row("the counter", "is at " + log.last().orElseThrow().value());
    }

    private String shortPath(String path) {
        return path.replaceFirst("^file:/+", "/").replace(cluster.stateDirectory(), "…");
    }

    private Path state() {
        return Path.of(cluster.stateDirectory());
    }

    private static void require(boolean condition, String otherwise) throws DemoFailed {
        if (!condition) {
            throw new DemoFailed(otherwise);
        }
    }

    /** What the demo wanted to show is not so. */
    private static final class DemoFailed extends Exception {
        private static final long serialVersionUID = 1L;

        DemoFailed(String message) {
            super(message);
        }
    }
}
