package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Order;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Previews;
import io.jenkins.plugins.flinkdeploy.engine.drift.DriftReader;
import io.jenkins.plugins.flinkdeploy.engine.drift.DriftText;
import io.jenkins.plugins.flinkdeploy.engine.drift.ResourceDrift;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flink-deploy drift}. */
@Command(
        name = "drift",
        description = {
            "Tells where clusters are not as they were deployed: fields that somebody changed, and who; what is missing or stopped;",
            "and what runs an earlier commit than the repository has. Changes nothing."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything is as it was deployed, from the commit of the files",
            "1:something drifted",
            "2:the command line or a file is wrong, or the cluster cannot be read"
        })
final class DriftCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private FilesOptions files = new FilesOptions();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}: json is an array with one object for each resource.")
    private Output output;

    @Override
    public Integer call() {
        List<ResourceDrift> seen = new ArrayList<>();
        for (FilesOptions.Chosen chosen : files.chooseAll(files.read(spec))) {
            ClusterConnection connection = target.connection(chosen.cluster());
            try (ClusterApi cluster = connection.connect()) {
                seen.addAll(of(chosen, cluster, connection.namespace()));
            } catch (ClusterException e) {
                throw new UserException(
                        "The cluster " + chosen.cluster().name() + " cannot be read: " + e.getMessage(), "", "", e);
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(output == Output.JSON ? Json.writePretty(seen) + "\n" : DriftText.of(seen));
        out.flush();
        boolean inSync = seen.stream().noneMatch(ResourceDrift::drifted);
        return (inSync ? ExitCode.SUCCESS : ExitCode.FAILED).code();
    }

    private static List<ResourceDrift> of(FilesOptions.Chosen chosen, ClusterApi cluster, String namespace) {
        ClusterDefinition definition = chosen.cluster();
        Optional<String> head = GitCommit.around(chosen.root()).commit();
        GitHistory history = new GitHistory(chosen.root());
        DriftReader reader = new DriftReader(cluster, head, history);
        // What a file's images are built from lies beside it.
        Optional<Predicate<String>> changed = definition.needsImageBuild()
                ? Optional.of(since -> history.changed(since, head.orElse("")).orElse(true))
                : Optional.empty();
        Order.Provenance from = new Order.Provenance(head, Optional.empty(), Optional.empty());
        return Previews.of(definition, namespace, from, Optional.empty()).stream()
                .map(rendered -> reader.of(rendered, changed))
                .toList();
    }
}
