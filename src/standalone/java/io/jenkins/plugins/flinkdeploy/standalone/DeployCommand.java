package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.DeploySettings;
import io.jenkins.plugins.flinkdeploy.engine.definition.RollbackPolicy;
import io.jenkins.plugins.flinkdeploy.engine.definition.SavepointPolicy;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentGroup;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Order;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Orders;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flink-deploy deploy}. */
@Command(
        name = "deploy",
        description = {
            "Builds the job image, applies the cluster resource and waits until the job is healthy.",
            "An unchanged job is not restarted; a failed deployment is diagnosed and rolled back."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:healthy, unchanged, or a dry run that would be taken",
            "1:the deployment failed",
            "2:the command line or a file is wrong; nothing was built or changed",
            "3:the deployment failed and was rolled back; service is restored",
            "4:a deployment of a newer commit took its place while it waited; nothing was changed",
            "130:ended by a person"
        })
final class DeployCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private FilesOptions files = new FilesOptions();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private RunOptions run = new RunOptions();

    @Option(names = "--dry-run", description = "Say what would be done, and whether the API server would take it.")
    private boolean dryRun;

    @Option(
            names = "--force",
            description =
                    "Deploy although nothing changed, although this commit was rolled back, or although a newer one is deployed.")
    private boolean force;

    @Option(
            names = "--all-or-nothing",
            description = {"Of several targets: when one fails, begin no more and take back those that were deployed."})
    private boolean allOrNothing;

    @Option(names = "--commit", paramLabel = "ID", description = "The commit. Default: HEAD of the file's repository.")
    private Optional<String> commit = Optional.empty();

    @Option(names = "--build-url", paramLabel = "URL", description = "Address of the build, written on the resource.")
    private Optional<String> buildUrl = Optional.empty();

    @ArgGroup(exclusive = false, heading = "Instead of what the file says:%n")
    private Overrides overrides = new Overrides();

    /** Settings that the command line may override. */
    static final class Overrides {
        @Option(
                names = "--timeout",
                paramLabel = "DURATION",
                converter = DurationOption.class,
                description = "How long until the job must be healthy.")
        private Optional<Duration> timeout = Optional.empty();

        @Option(
                names = "--soak",
                paramLabel = "DURATION",
                converter = DurationOption.class,
                description = "How long it must stay healthy.")
        private Optional<Duration> soak = Optional.empty();

        @Option(names = "--savepoint", paramLabel = "POLICY", description = "${COMPLETION-CANDIDATES}")
        private Optional<SavepointPolicy> savepoint = Optional.empty();

        @Option(names = "--rollback", paramLabel = "POLICY", description = "${COMPLETION-CANDIDATES}")
        private Optional<RollbackPolicy> rollback = Optional.empty();

        @Option(
                names = "--restore-from",
                paramLabel = "SAVEPOINT",
                description = {
                    "Start from this savepoint (a path, or the number of the revision that it belongs to) instead of the",
                    "state that the job has now. What was processed since then is processed again."
                })
        private Optional<String> restoreFrom = Optional.empty();

        DeploySettings over(DeploySettings settings) {
            DeploySettings result = settings;
            result = timeout.isPresent() ? result.withTimeout(timeout.get()) : result;
            result = soak.isPresent() ? result.withSoak(soak.get()) : result;
            result = savepoint.isPresent() ? result.withSavepoint(savepoint.get()) : result;
            return rollback.isPresent() ? result.withRollback(rollback.get()) : result;
        }
    }

    @Override
    public Integer call() {
        List<Orders.Placed> clusters = new ArrayList<>();
        Map<String, Place> places = new HashMap<>();
        Map<String, Call> calls = new HashMap<>();
        for (FilesOptions.Chosen chosen : files.choose(files.read(spec))) {
            ClusterDefinition cluster =
                    chosen.cluster().withDeploy(overrides.over(chosen.cluster().deploy()));
            ClusterConnection connection = target.connection(cluster);
            List<Order> orders = orders(cluster, connection, chosen.root());
            clusters.add(new Orders.Placed(chosen.number(), cluster, orders));
            Place place = new Place(connection, run.preparer(spec, cluster, chosen.root()));
            for (Order order : orders) {
                places.put(order.id(), place);
                calls.put(
                        order.id(),
                        new Call(
                                chosen.file().toAbsolutePath().toString(),
                                files.environment(),
                                target.file().toAbsolutePath().toString(),
                                connection.contextName(),
                                Optional.empty()));
            }
        }
        if (overrides.restoreFrom.isPresent()) {
            Orders.checkOneJob(clusters);
        }
        DeploymentGroup group = Orders.group(clusters, allOrNothing);
        calls.forEach((id, call) -> run.store().writeCall(id, call.ofGroup(group.id())));
        return run.run(spec, group, places);
    }

    private List<Order> orders(ClusterDefinition cluster, ClusterConnection connection, Path root) {
        Optional<String> deployed = commit.or(() -> GitCommit.around(root).commit());
        List<Order> orders = Orders.all(
                cluster,
                connection.namespace(),
                new Order.Provenance(
                        deployed,
                        buildUrl,
                        Optional.ofNullable(System.getProperty("user.name")),
                        deployed.flatMap(new GitHistory(root)::commitTime)),
                dryRun,
                force,
                Clock.systemUTC().instant());
        return orders.stream()
                .map(order -> overrides.restoreFrom.map(order::withRestoreFrom).orElse(order))
                .toList();
    }
}
