package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Deployment;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentGroup;
import io.jenkins.plugins.flinkdeploy.engine.deploy.GroupReport;
import io.jenkins.plugins.flinkdeploy.engine.deploy.LocalPreparer;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Preparer;
import io.jenkins.plugins.flinkdeploy.engine.image.ImageCaches;
import io.jenkins.plugins.flinkdeploy.engine.image.RegistryCredentials;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How a deployment is run and shown; shared by the commands that run one. */
final class RunOptions {
    /** Of deployments whose resources are rendered already, or lie on the cluster. */
    static final Preparer NOTHING_TO_PREPARE = order -> {
        throw new IllegalStateException(order.id() + " has nothing to prepare");
    };

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

    /** Runs rollbacks one after another; one that does not do what was asked is the last. */
    int rollBack(CommandSpec spec, List<Deployment> starts, ClusterConnection connection) {
        return runThere(spec, DeploymentGroup.inTurn(starts), connection);
    }

    /** Runs deployments that need no preparing and are independent of each other. */
    int atOnce(CommandSpec spec, List<Deployment> starts, ClusterConnection connection) {
        List<DeploymentGroup.Member> members = starts.stream()
                .map(start -> new DeploymentGroup.Member(start, List.of()))
                .toList();
        return runThere(spec, DeploymentGroup.of(members, false), connection);
    }

    private int runThere(CommandSpec spec, DeploymentGroup group, ClusterConnection connection) {
        Place place = new Place(connection, NOTHING_TO_PREPARE);
        return run(
                spec,
                group,
                group.members().stream().collect(Collectors.toMap(DeploymentGroup.Member::id, member -> place)));
    }

    /** What prepares the deployments of a cluster from its files. */
    LocalPreparer preparer(CommandSpec spec, ClusterDefinition cluster, Path root) {
        return new LocalPreparer(
                cluster,
                root,
                RegistryCredentials.fromDockerConfig(),
                ImageCaches.ofUser(),
                allowInsecure,
                line -> progressWriter(spec).println("             " + line),
                new GitHistory(root));
    }

    private PrintWriter progressWriter(CommandSpec spec) {
        return output == Output.JSON
                ? spec.commandLine().getErr()
                : spec.commandLine().getOut();
    }

    /**
     * Runs a group of deployments, independent ones at the same time.
     *
     * @param places where each goes, by its id
     */
    int run(CommandSpec spec, DeploymentGroup start, Map<String, Place> places) {
        DeploymentGroup end;
        try (GroupCall call = new GroupCall(store(), places, progressWriter(spec), output == Output.TEXT)) {
            end = call.run(start);
        }
        GroupReport report = GroupReport.of(end);
        PrintWriter out = spec.commandLine().getOut();
        boolean single = end.members().size() == 1;
        if (output == Output.JSON) {
            out.println(Json.writePretty(single ? report.targets().get(0).deployment() : report));
        } else if (!single) {
            ReportText.print(report, out);
        }
        out.flush();
        return ExitCode.of(report.outcome()).code();
    }
}
