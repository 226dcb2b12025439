package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Deployment;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentGroup;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentRunner;
import io.jenkins.plugins.flinkdeploy.engine.deploy.FlinkJobProbe;
import io.jenkins.plugins.flinkdeploy.engine.deploy.LocalPreparer;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Order;
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
        return run(spec, DeploymentGroup.inTurn(starts), connection, order -> {
            throw new IllegalStateException(order + " is no rollback");
        });
    }

    int resume(CommandSpec spec, Deployment saved, ClusterConnection connection) {
        return run(spec, DeploymentGroup.inTurn(List.of(saved)), connection, order -> saved.prepared()
                .orElseThrow());
    }

    /** Runs deployments one after another; one that does not do what was asked is the last. */
    int run(
            CommandSpec spec,
            List<Deployment> starts,
            ClusterConnection connection,
            ClusterDefinition cluster,
            Path root) {
        return run(spec, DeploymentGroup.inTurn(starts), connection, cluster, root);
    }

    /** Runs a group of deployments, independent ones at the same time. */
    int run(
            CommandSpec spec,
            DeploymentGroup group,
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
        return run(spec, group, connection, preparer);
    }

    private PrintWriter progressWriter(CommandSpec spec) {
        return output == Output.JSON
                ? spec.commandLine().getErr()
                : spec.commandLine().getOut();
    }

    private int run(CommandSpec spec, DeploymentGroup start, ClusterConnection connection, Preparer preparer) {
        List<Report> reports = new ArrayList<>();
        ExecutorService workers = Executors.newFixedThreadPool(2, Daemons.named("deployment"));
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(Daemons.named("timer"));
        DeploymentGroup end;
        try (ClusterApi cluster = connection.connect()) {
            GroupRun run = new GroupRun(
                    deployment ->
                            runOne(spec, deployment, start.members().size() > 1, cluster, preparer, workers, timer),
                    deployment -> {
                        Report report = Report.of(deployment);
                        reports.add(report);
                        if (output == Output.TEXT) {
                            ReportText.print(report, spec.commandLine().getOut());
                        }
                    },
                    Clock.systemUTC());
            end = run.toItsEnd(start);
        } finally {
            workers.shutdownNow();
            timer.shutdownNow();
        }
        tell(spec, "Left as they were: ", end.leftAsTheyWere());
        tell(spec, "Deployed, and not taken back: ", end.notTakenBack());
        if (output == Output.JSON) {
            Object all = start.members().size() == 1 ? reports.get(0) : reports;
            spec.commandLine().getOut().println(Json.writePretty(all));
        }
        spec.commandLine().getOut().flush();
        return end.firstFailure()
                .map(failed -> ExitCode.of(failed.phase()))
                .orElse(ExitCode.SUCCESS)
                .code();
    }

    private void tell(CommandSpec spec, String what, List<Order> orders) {
        if (!orders.isEmpty()) {
            progressWriter(spec)
                    .println(what
                            + orders.stream()
                                    .map(order -> order.resource().toString())
                                    .collect(Collectors.joining(", ")));
        }
    }

    private Deployment runOne(
            CommandSpec spec,
            Deployment start,
            boolean several,
            ClusterApi cluster,
            Preparer preparer,
            ExecutorService workers,
            ScheduledExecutorService timer) {
        StateStore store = store();
        try (Progress progress = Progress.on(progressWriter(spec), start, several, timer)) {
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
