package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointRecord;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointRecords;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointReport;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointRequest;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointRun;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointRunner;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flink-deploy savepoint}. */
@Command(
        name = "savepoint",
        description = {
            "Takes a savepoint of every running job of a cluster, all at once, and waits for them.",
            "The jobs go on running."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every running job has its savepoint",
            "1:at least one has none, or no job runs",
            "2:the command line or a file is wrong, or the cluster cannot be reached",
            "130:ended by a person; what was asked of the operator goes on"
        })
final class SavepointCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private LiveOptions which = new LiveOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}: json prints one report at the end and progress to standard error.")
    private Output output;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "How long each savepoint may take. Default: deploy.savepointTimeout of the file, 10m.")
    private Optional<Duration> timeout = Optional.empty();

    @Option(names = "--build-url", paramLabel = "URL", description = "Address of the build, written beside it.")
    private Optional<String> buildUrl = Optional.empty();

    @Option(names = "--list", description = "Take none; list those that were taken, newest first.")
    private boolean list;

    @Override
    public Integer call() {
        LiveOptions.Live live = which.live(spec);
        try (ClusterApi cluster = live.connection().connect()) {
            return list ? list(live, cluster) : take(live, cluster);
        }
    }

    private int take(LiveOptions.Live live, ClusterApi cluster) {
        SavepointRequest request = SavepointRequest.of(
                live.target(),
                live.resources().get(0),
                timeout.orElse(live.settings().savepointTimeout()),
                buildUrl,
                Optional.ofNullable(System.getProperty("user.name")),
                Clock.systemUTC().instant());
        PrintWriter progress = output == Output.JSON
                ? spec.commandLine().getErr()
                : spec.commandLine().getOut();
        progress.println("Savepoints of " + request.target() + ", run " + request.id());
        ExecutorService workers = Executors.newFixedThreadPool(2, Daemons.named("savepoint"));
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(Daemons.named("timer"));
        SavepointRun end;
        try {
            SavepointRunner runner = new SavepointRunner(
                    SavepointRun.start(request), cluster, workers, timer, Clock.systemUTC(), (run, lines) -> {
                        lines.forEach(line -> progress.println("  " + line));
                        progress.flush();
                    });
            end = await(runner);
        } finally {
            workers.shutdownNow();
            timer.shutdownNow();
        }
        SavepointReport report = SavepointReport.of(end);
        PrintWriter out = spec.commandLine().getOut();
        out.println(output == Output.JSON ? Json.writePretty(report) : SavepointText.of(report));
        out.flush();
        return switch (end.stage()) {
            case DONE -> ExitCode.SUCCESS.code();
            case ABORTED -> ExitCode.ABORTED.code();
            default -> ExitCode.FAILED.code();
        };
    }

    private static SavepointRun await(SavepointRunner runner) {
        Thread onInterrupt = new Thread(() -> {
            runner.abort(Optional.ofNullable(System.getProperty("user.name")).orElse("a signal"));
            runner.end().join();
        });
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        SavepointRun end = runner.start().join();
        try {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
        } catch (IllegalStateException alreadyShuttingDown) {
            return end;
        }
        return end;
    }

    private int list(LiveOptions.Live live, ClusterApi cluster) {
        Map<String, List<SavepointRecord>> taken = new LinkedHashMap<>();
        SavepointRecords records = new SavepointRecords(cluster);
        for (ResourceId resource : live.resources()) {
            taken.put(resource.toString(), records.of(resource));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                output == Output.JSON
                        ? Json.writePretty(taken)
                        : SavepointText.of(taken, Clock.systemUTC().instant()));
        out.flush();
        return ExitCode.SUCCESS.code();
    }
}
