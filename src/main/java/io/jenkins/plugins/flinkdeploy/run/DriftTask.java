package io.jenkins.plugins.flinkdeploy.run;

import hudson.model.Result;
import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterSelection;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Order;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Previews;
import io.jenkins.plugins.flinkdeploy.engine.drift.DriftReader;
import io.jenkins.plugins.flinkdeploy.engine.drift.ResourceDrift;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Tells where clusters are not as they were deployed. That is no failure of the step; whoever asks may want an unstable build. */
public final class DriftTask implements RunTask<DriftResult> {
    private static final long serialVersionUID = 1L;

    private final DriftParameters parameters;

    public DriftTask(DriftParameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public DriftResult work(RunFront front) throws IOException, InterruptedException {
        Origin origin = Origin.of(front.run(), front.environment(), Optional.empty());
        ChosenFiles files = ChosenFiles.read(parameters, origin.service(), front);
        WorkspaceHistory history = new WorkspaceHistory(front.workspace());
        Optional<String> head = history.head().or(() -> origin.provenance().commit());
        List<ResourceDrift> seen = new ArrayList<>();
        for (ClusterSelection.Chosen chosen : files.clustersOrAll()) {
            String file = files.files().get(chosen.file()).name();
            TargetAccess access =
                    TargetAccess.of(Targets.of(front.run()).of(parameters.getTarget(), chosen.cluster()), front.run());
            seen.addAll(compare(chosen.cluster(), directory(file), access, head, history));
        }
        DriftResult result = new DriftResult(seen, head);
        front.label(result.getSummary());
        BuildLogLines lines = BuildLogLines.to(front.listener());
        result.getText().lines().forEach(lines::plain);
        lines.plain(result.getSummary());
        if (parameters.isUnstable() && result.isDrifted()) {
            front.warn(result.getSummary());
            front.run().setResult(Result.UNSTABLE);
        }
        return result;
    }

    private static List<ResourceDrift> compare(
            ClusterDefinition cluster,
            String directory,
            TargetAccess access,
            Optional<String> head,
            WorkspaceHistory history) {
        // What a file's images are built from lies beside it.
        Optional<Predicate<String>> changed = cluster.needsImageBuild()
                ? Optional.of(since -> history.changed(since, directory).orElse(true))
                : Optional.empty();
        Order.Provenance from = new Order.Provenance(head, Optional.empty(), Optional.empty());
        try (ClusterClients.Lease client = DeployRuntime.get().clients().lease(access.connection())) {
            DriftReader reader = new DriftReader(client.cluster(), head, history);
            return Previews.of(cluster, access.namespace(), from, Optional.empty()).stream()
                    .map(declared -> reader.of(declared, changed))
                    .toList();
        } catch (ClusterException e) {
            throw new UserException(
                    Messages.DriftTask_unreadable(cluster.name(), e.getMessage()),
                    Messages.LiveTask_untouched(),
                    "",
                    e);
        }
    }

    private static String directory(String file) {
        return file.substring(0, file.lastIndexOf('/') + 1);
    }

    @Override
    public String status() {
        return Messages.PlanTask_status(parameters.named());
    }
}
