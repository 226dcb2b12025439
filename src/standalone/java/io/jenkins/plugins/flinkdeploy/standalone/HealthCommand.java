package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.checkup.HealthReader;
import io.jenkins.plugins.flinkdeploy.engine.checkup.HealthReport;
import io.jenkins.plugins.flinkdeploy.engine.checkup.HealthState;
import io.jenkins.plugins.flinkdeploy.engine.checkup.HealthText;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flink-deploy health}. */
@Command(
        name = "health",
        description = "Says how well clusters are: pods, task managers, checkpoints, restarts, back pressure, lag.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:no cluster is failing; with --strict: every cluster is well",
            "1:a cluster is failing or absent; with --strict: or has a warning, or is not known",
            "2:the command line or a file is wrong"
        })
final class HealthCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ChosenClusters chosen = new ChosenClusters();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private HealthOptions limits = new HealthOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}: json is an array with one report a cluster.")
    private Output output;

    @Option(names = "--strict", description = "Warnings, and clusters of which it is not known, have exit code 1, too.")
    private boolean strict;

    @Override
    public Integer call() {
        ClusterConnection connection = chosen.connection(target);
        try (ClusterApi cluster = connection.connect()) {
            HealthReader reader = new HealthReader(cluster, Clock.systemUTC(), limits.limits());
            List<HealthReport> reports = chosen.seenIn(cluster, connection.namespace()).stream()
                    .map(id -> reader.read(id, Optional.empty()))
                    .toList();
            PrintWriter out = spec.commandLine().getOut();
            if (output == Output.JSON) {
                out.println(Json.writePretty(reports));
            } else {
                out.print(String.join("\n", reports.stream().map(HealthText::of).toList()));
            }
            out.flush();
            return (reports.stream().allMatch(this::passes) ? ExitCode.SUCCESS : ExitCode.FAILED).code();
        }
    }

    private boolean passes(HealthReport report) {
        return strict ? report.state() == HealthState.OK : report.works();
    }
}
