package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.cost.CostReader;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.status.ClusterStatus;
import io.jenkins.plugins.flinkdeploy.engine.status.StatusDetail;
import io.jenkins.plugins.flinkdeploy.engine.status.StatusReader;
import io.jenkins.plugins.flinkdeploy.engine.status.StatusText;
import io.jenkins.plugins.flinkdeploy.engine.status.StatusWatch;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flink-deploy status}. */
@Command(
        name = "status",
        description = "Shows what clusters do: versions, state, pods, jobs, slots, savepoints, deployments.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every cluster runs, is on its way, or is stopped as asked for",
            "1:a cluster is absent, failed, crash-looping, rolled back or cannot be read",
            "2:the command line or a file is wrong"
        })
final class StatusCommand implements Callable<Integer> {
    private static final String CLEAR = "\u001b[H\u001b[2J";

    @Spec
    private CommandSpec spec;

    @Mixin
    private ChosenClusters chosen = new ChosenClusters();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private PricesOption prices = new PricesOption();

    @Option(
            names = "-v",
            description =
                    "Every job and pod, and where to look further; -vv: each job with its id, address, checkpoints and"
                            + " last failure.")
    private boolean[] verbose = {};

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}: json has everything, an array with one object a cluster.")
    private Output output;

    @Option(names = "--watch", description = "Show it again after every change, until Ctrl-C.")
    private boolean watch;

    @Override
    public Integer call() throws InterruptedException {
        ClusterConnection connection = chosen.connection(target);
        try (ClusterApi cluster = connection.connect()) {
            List<ResourceId> clusters = chosen.seenIn(cluster, connection.namespace());
            StatusReader reader = new StatusReader(cluster, Clock.systemUTC());
            CostLines costs = new CostLines(new CostReader(cluster, prices.read()));
            List<ClusterStatus> seen = show(reader, costs, clusters);
            if (watch) {
                try (StatusWatch changes = StatusWatch.of(cluster, clusters)) {
                    while (true) {
                        changes.await();
                        show(reader, costs, clusters);
                    }
                }
            }
            boolean fine = seen.stream().allMatch(status -> status.state().fine());
            return (fine ? ExitCode.SUCCESS : ExitCode.FAILED).code();
        }
    }

    private List<ClusterStatus> show(StatusReader reader, CostLines costs, List<ResourceId> clusters) {
        StatusDetail detail = output == Output.JSON ? StatusDetail.FULL : detail();
        List<ClusterStatus> seen =
                clusters.stream().map(id -> reader.read(id, detail)).toList();
        PrintWriter out = spec.commandLine().getOut();
        if (output == Output.JSON) {
            out.println(watch ? Json.write(seen) : Json.writePretty(seen));
        } else {
            StatusText text = new StatusText(detail, ZoneId.systemDefault(), Terminal.isThere());
            out.print(watch && Terminal.isThere() ? CLEAR : "");
            out.println(String.join(
                    "\n",
                    seen.stream()
                            .map(each -> text.write(each, costs.of(each, detail)))
                            .toList()));
        }
        out.flush();
        return seen;
    }

    private StatusDetail detail() {
        return StatusDetail.values()[Math.min(verbose.length, StatusDetail.FULL.ordinal())];
    }
}
