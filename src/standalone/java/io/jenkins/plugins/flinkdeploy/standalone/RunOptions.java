package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Deployment;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentRunner;
import io.jenkins.plugins.flinkdeploy.engine.deploy.FlinkJobProbe;
import io.jenkins.plugins.flinkdeploy.engine.deploy.LocalPreparer;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Preparer;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Report;
import io.jenkins.plugins.flinkdeploy.engine.image.ImageCaches;
import io.jenkins.plugins.flinkdeploy.engine.image.RegistryCredentials;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How a deployment is run and shown; shared by the commands that run one. */
final class RunOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}: json prints one report at the end and progress to standard error.")
    private Output output;

    @Option(
            names = "--state-directory",
            paramLabel = "DIRECTORY",
            description = "Where the state of deployments is kept. Default: ~/.local/state/flink-deploy.")
    private Optional<Path> stateDirectory = Optional.empty();

    @Option(
            names = "--allow-insecure-registry",
            description = "Allow plain HTTP to a registry that is not on this machine.")
    private boolean allowInsecure;

    StateStore store() {
        return new StateStore(stateDirectory.orElseGet(StateStore::userDirectory));
    }

    boolean isJson() {
        return output == Output.JSON;
    }

    /** Runs rollbacks, whose resources lie on the cluster already. */
    int rollBack(CommandSpec spec, List<Deployment> starts, ClusterConnection connection) {
        return run(spec, starts, connection, order -> {
            throw new IllegalStateException(order + " is no rollback");
        });
    }

    int resume(CommandSpec spec, Deployment saved, ClusterConnection connection) {
        return run(spec, List.of(saved), connection, order -> saved.prepared().orElseThrow());
    }

    /** Runs deployments one after another; one that does not do what was asked is the last. */
    int run(
            CommandSpec spec,
            List<Deployment> starts,
            ClusterConnection connection,
            ClusterDefinition cluster,
            Path root) {
        Preparer preparer = new LocalPreparer(
                cluster,
                root,
                RegistryCredentials.fromDockerConfig(),
                ImageCaches.ofUser(),
                allowInsecure,
                line -> progressWriter(spec).println("             " + line),
                new GitHistory(root));
        return run(spec, starts, connection, preparer);
    }

    private PrintWriter progressWriter(CommandSpec spec) {
        return output == Output.JSON
                ? spec.commandLine().getErr()
                : spec.commandLine().getOut();
    }

    private int run(CommandSpec spec, List<Deployment> starts, ClusterConnection connection, Preparer preparer) {
        List<Report> reports = new ArrayList<>();
        ExitCode exit = ExitCode.SUCCESS;
        ExecutorService workers = Executors.newFixedThreadPool(2, Daemons.named("deployment"));
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(Daemons.named("timer"));
        try (ClusterApi cluster = connection.connect()) {
            for (Deployment start : starts) {
                Deployment end = runOne(spec, start, cluster, preparer, workers, timer);
                Report report = Report.of(end);
                reports.add(report);
                exit = ExitCode.of(end.phase());
                if (output == Output.TEXT) {
                    ReportText.print(report, spec.commandLine().getOut());
                }
                if (!end.phase().isSuccess()) {
                    break;
                }
            }
        } finally {
            workers.shutdownNow();
            timer.shutdownNow();
        }
        notAttempted(spec, starts.subList(reports.size(), starts.size()));
        if (output == Output.JSON) {
            Object all = starts.size() == 1 ? reports.get(0) : reports;
            spec.commandLine().getOut().println(Json.writePretty(all));
        }
        spec.commandLine().getOut().flush();
        return exit.code();
    }

    private void notAttempted(CommandSpec spec, List<Deployment> left) {
        if (!left.isEmpty()) {
            progressWriter(spec)
                    .println("Left as they were: "
                            + left.stream()
                                    .map(deployment ->
                                            deployment.order().resource().toString())
                                    .collect(Collectors.joining(", ")));
        }
    }

    private Deployment runOne(
            CommandSpec spec,
            Deployment start,
            ClusterApi cluster,
            Preparer preparer,
            ExecutorService workers,
            ScheduledExecutorService timer) {
        StateStore store = store();
        try (Progress progress = Progress.on(progressWriter(spec), start, timer)) {
            DeploymentRunner runner = new DeploymentRunner(
                    start,
                    cluster,
                    preparer,
                    new FlinkJobProbe(cluster),
                    workers,
                    timer,
                    Clock.systemUTC(),
                    (deployment, log) -> {
                        store.write(deployment);
                        progress.changed(deployment, log);
                    });
            store.write(start);
            return await(runner, progress);
        }
    }

    /** Ends the deployment truthfully when a person presses Ctrl-C, instead of leaving a lease behind. */
    private static Deployment await(DeploymentRunner runner, Progress progress) {
        Thread onInterrupt = new Thread(() -> {
            runner.abort(Optional.ofNullable(System.getProperty("user.name")).orElse("a signal"));
            runner.end().join();
            progress.finish();
        });
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        Deployment end = runner.start().join();
        try {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
        } catch (IllegalStateException alreadyShuttingDown) {
            return end;
        }
        return end;
    }
}
