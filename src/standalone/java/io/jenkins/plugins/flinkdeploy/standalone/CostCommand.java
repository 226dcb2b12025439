package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.cost.ClusterCost;
import io.jenkins.plugins.flinkdeploy.engine.cost.CostCalculator;
import io.jenkins.plugins.flinkdeploy.engine.cost.CostCsv;
import io.jenkins.plugins.flinkdeploy.engine.cost.CostReader;
import io.jenkins.plugins.flinkdeploy.engine.cost.CostReport;
import io.jenkins.plugins.flinkdeploy.engine.cost.CostText;
import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.Prices;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Order;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Previews;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.engine.resource.RenderedResource;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flink-deploy cost}. */
@Command(
        name = "cost",
        description = {
            "Tells how much cpu and memory clusters and their jobs request, what that costs, and who answers and pays for it.",
            "Reads cluster files without a Kubernetes cluster, or with --running what runs."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the report is printed",
            "2:the command line or a file is wrong, or the cluster cannot be read"
        })
final class CostCommand implements Callable<Integer> {
    /** Forms of the report. */
    enum Form {
        TEXT,
        CSV,
        JSON
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private FilesOptions files = new FilesOptions();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private PricesOption prices = new PricesOption();

    @Option(names = "--running", description = "All FlinkDeployments of the namespace as they run, instead of files.")
    private boolean running;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}: csv has a row for each job.")
    private Form output;

    @Override
    public Integer call() {
        Optional<Prices> given = prices.read();
        CostReport report = CostReport.of(running ? running(given) : specified(given));
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                switch (output) {
                    case TEXT -> CostText.of(report);
                    case CSV -> CostCsv.of(report);
                    case JSON -> Json.writePretty(report) + "\n";
                });
        out.flush();
        return ExitCode.SUCCESS.code();
    }

    private List<ClusterCost> specified(Optional<Prices> given) {
        CostCalculator calculator = new CostCalculator(given);
        return files.chooseAll(files.read(spec)).stream()
                .map(chosen -> specified(calculator, chosen.cluster()))
                .toList();
    }

    private static ClusterCost specified(CostCalculator calculator, ClusterDefinition cluster) {
        Order.Provenance nowhere = new Order.Provenance(Optional.empty(), Optional.empty(), Optional.empty());
        List<Manifest> resources = Previews.of(cluster, "", nowhere, Optional.empty()).stream()
                .map(RenderedResource::manifest)
                .toList();
        return calculator.specified(resources.get(0), resources.subList(1, resources.size()));
    }

    private List<ClusterCost> running(Optional<Prices> given) {
        if (files.named()) {
            throw new UserException(
                    "--running reads the Kubernetes cluster, not files.",
                    "Nothing was read.",
                    "Leave -f or --running out.");
        }
        ClusterConnection connection = target.connection();
        try (ClusterApi cluster = connection.connect()) {
            return new CostReader(cluster, given).all(connection.namespace());
        } catch (ClusterException e) {
            throw new UserException(
                    "The clusters of the namespace " + connection.namespace() + " cannot be read: " + e.getMessage()
                            + ".",
                    "",
                    "",
                    e);
        }
    }
}
