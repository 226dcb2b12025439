package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.cost.PlannedCost;
import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.Prices;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Order;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Planner;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Previews;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.engine.resource.RenderedResource;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.CostChange;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.Plan;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.ResourcePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flink-deploy plan}. */
@Command(
        name = "plan",
        description = {
            "Shows what a deployment would change, field by field, and what each change does to the job.",
            "Reads the cluster and asks its API server for a dry run; builds and changes nothing."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:planned, whether there are changes or not",
            "1:the API server or the operator would refuse it",
            "2:the command line or a file is wrong, or the cluster cannot be read",
            "with --detailed-exitcode:0 no changes, 1 an error or a refusal, 2 changes"
        })
final class PlanCommand implements Callable<Integer> {
    private static final int CHANGES = 2;

    @Spec
    private CommandSpec spec;

    @Mixin
    private FilesOptions files = new FilesOptions();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private PricesOption prices = new PricesOption();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}")
    private Output output;

    @Option(
            names = "--image",
            paramLabel = "IMAGE",
            description = "The image, instead of what the file says or the build would give.")
    private Optional<String> image = Optional.empty();

    @Option(names = "--commit", paramLabel = "ID", description = "The commit. Default: HEAD of the file's repository.")
    private Optional<String> commit = Optional.empty();

    @Option(
            names = "--detailed-exitcode",
            description = "Exit with 0 when nothing would change, 1 on any error, 2 when something would change.")
    private boolean detailed;

    @Override
    public Integer call() {
        try {
            Plan plan = plan();
            spec.commandLine()
                    .getOut()
                    .print(output == Output.JSON ? plan.toJson() + "\n" : plan.text(Terminal.isThere()));
            spec.commandLine().getOut().flush();
            if (plan.refused()) {
                return ExitCode.FAILED.code();
            }
            return detailed && !plan.unchanged() ? CHANGES : ExitCode.SUCCESS.code();
        } catch (UserException e) {
            if (!detailed) {
                throw e;
            }
            spec.commandLine().getErr().println(e.getMessage());
            return ExitCode.FAILED.code();
        }
    }

    private Plan plan() {
        List<ResourcePlan> plans = new ArrayList<>();
        List<CostChange> costs = new ArrayList<>();
        Optional<Prices> given = prices.read();
        for (FilesOptions.Chosen chosen : files.chooseAll(files.read(spec))) {
            ClusterDefinition cluster = chosen.cluster();
            Order.Provenance provenance = new Order.Provenance(
                    commit.or(() -> GitCommit.around(chosen.root()).commit()), Optional.empty(), Optional.empty());
            boolean imageToBuild = image.isEmpty() && cluster.needsImageBuild();
            Planner.Intent intent =
                    new Planner.Intent(imageToBuild, cluster.deploy().whenSuspended());
            ClusterConnection connection = target.connection(cluster);
            try (ClusterApi api = connection.connect()) {
                Planner planner = new Planner(api);
                List<RenderedResource> resources = Previews.of(cluster, connection.namespace(), provenance, image);
                resources.forEach(rendered -> plans.add(planner.plan(rendered, intent)));
                given.flatMap(known -> new PlannedCost(api, known).of(resources, intent.whenSuspended()))
                        .ifPresent(costs::add);
            }
        }
        return Plan.of(plans, costs);
    }
}
