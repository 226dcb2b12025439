package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.DeploySettings;
import io.jenkins.plugins.flinkdeploy.engine.definition.RollbackPolicy;
import io.jenkins.plugins.flinkdeploy.engine.definition.SavepointPolicy;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentGroup;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Order;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Orders;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import java.time.Clock;
import java.time.Duration;
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
    private FileOptions files = new FileOptions();

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
            description = {
                "Of a session cluster and its jobs: when one fails, begin no more and take back those that were deployed."
            })
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
        ClusterDefinition chosen = files.choose(files.read(spec));
        chosen = chosen.withDeploy(overrides.over(chosen.deploy()));
        ClusterConnection connection = target.connection(chosen);
        Optional<String> deployed = commit.or(() -> files.git().commit());
        List<Order> orders = Orders.all(
                chosen,
                connection.namespace(),
                new Order.Provenance(
                        deployed,
                        buildUrl,
                        Optional.ofNullable(System.getProperty("user.name")),
                        deployed.flatMap(new GitHistory(files.root())::commitTime)),
                dryRun,
                force,
                Clock.systemUTC().instant());
        List<Order> wanted = orders.stream()
                .map(order -> overrides.restoreFrom.map(order::withRestoreFrom).orElse(order))
                .toList();
        DeploymentGroup group = Orders.group(chosen, wanted, allOrNothing);
        Call call = new Call(
                files.file().toAbsolutePath().toString(),
                files.environment(),
                target.file().toAbsolutePath().toString(),
                connection.contextName(),
                Optional.of(group.id()));
        Place place = new Place(connection, run.preparer(spec, chosen, files.root()));
        Map<String, Place> places = new HashMap<>();
        for (Order order : wanted) {
            run.store().writeCall(order.id(), call);
            places.put(order.id(), place);
        }
        return run.run(spec, group, places);
    }
}
