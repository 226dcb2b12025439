package io.jenkins.plugins.flinkdeploy.run;

import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Deployment;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Prepared;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.security.FlinkPermissions;
import java.io.IOException;
import java.util.List;

/** Keeps what a cluster says of the deployments of a run among the artifacts of the run. Never changes how the run went. */
public final class EvidenceArchive {
    private static final String DIRECTORY = "flink-evidence/";

    private final int logLines;
    private final boolean always;

    /**
     * @param logLines how many lines from the end of each pod's log
     * @param always whether deployments that went well are of interest, too
     */
    public EvidenceArchive(int logLines, boolean always) {
        this.logLines = logLines;
        this.always = always;
    }

    /**
     * Archives; what cannot be had is told in the build log.
     *
     * @throws AbortException when the run may not ask the clusters that it deployed to
     */
    public void archive(Run<?, ?> run, TaskListener listener) throws IOException, InterruptedException {
        List<FlinkDeployAction.Placed> wanted = FlinkDeployAction.placed(run).stream()
                .filter(placed -> isWanted(placed.deployment()))
                .toList();
        BuildLogLines lines = BuildLogLines.to(listener);
        if (wanted.isEmpty()) {
            lines.plain(Messages.EvidenceArchive_nothing());
            return;
        }
        try {
            FlinkPermissions.checkDeploy(run);
        } catch (UserException e) {
            throw new AbortException(e.getMessage());
        }
        for (FlinkDeployAction.Placed placed : wanted) {
            Deployment deployment = placed.deployment();
            String name = deployment.order().resource().name() + "-"
                    + deployment.order().id();
            try (ClusterClients.Lease client =
                    DeployRuntime.get().clients().lease(placed.access(run).connection())) {
                ClusterEvidence evidence = new ClusterEvidence(client.cluster(), cluster(deployment), logLines);
                RunArtifacts.archive(
                        run, listener, DIRECTORY + name + "/", directory -> evidence.write(deployment, directory));
                lines.plain(Messages.EvidenceArchive_archived(DIRECTORY + name));
            } catch (UserException e) {
                lines.warning(Messages.EvidenceArchive_failed(name, e.getMessage()));
            }
        }
    }

    /** A dry run has nothing to do with what the cluster does. */
    private boolean isWanted(Deployment deployment) {
        return !deployment.order().dryRun() && (always || !deployment.phase().isSuccess());
    }

    /** The FlinkDeployment whose pods run it. */
    private static ResourceId cluster(Deployment deployment) {
        ResourceId resource = deployment.order().resource();
        return deployment
                .prepared()
                .map(Prepared::manifest)
                .flatMap(manifest -> manifest.textAt("/spec/deploymentName"))
                .map(name -> new ResourceId(resource.apiVersion(), "FlinkDeployment", resource.namespace(), name))
                .orElse(resource);
    }
}
