package io.jenkins.plugins.flinkdeploy.run;

import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Orders;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** Clusters of a file that are deployed in one go, after those of the stage before: for a Pipeline that deploys stage by stage. */
public final class DeployStage implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final int MOST_NAMES = 3;

    private final ArrayList<String> groups = new ArrayList<>();
    private final ArrayList<String> clusters = new ArrayList<>();
    private final ArrayList<String> built = new ArrayList<>();
    private boolean approval;

    private DeployStage() {}

    /**
     * The stages of one or several files. A cluster comes after those that its jobs wait for. Neighbours of the same deploy group are one
     * stage; of several files also those that nobody has to approve, as there may be many.
     */
    static List<DeployStage> of(ChosenFiles files) {
        boolean several = files.parameters().getFiles() != null;
        Optional<String> environment = files.parameters().layer();
        List<DeployStage> stages = new ArrayList<>();
        for (Orders.Placed placed : Orders.inOrder(files.clustersOrAll().stream()
                .filter(chosen -> isFor(environment, chosen.cluster()))
                .map(chosen -> new Orders.Placed(chosen.file(), chosen.cluster(), List.of()))
                .toList())) {
            ClusterDefinition cluster = placed.cluster();
            DeployStage last = stages.isEmpty() ? null : stages.get(stages.size() - 1);
            if (last == null || !last.takes(cluster, several)) {
                last = new DeployStage();
                stages.add(last);
            }
            last.add(cluster, several);
        }
        return List.copyOf(stages);
    }

    private static boolean isFor(Optional<String> environment, ClusterDefinition cluster) {
        return environment.isEmpty()
                || cluster.environment().isEmpty()
                || cluster.environment().equals(environment);
    }

    private boolean takes(ClusterDefinition cluster, boolean several) {
        return groups.contains(cluster.deployGroup())
                || several && !approval && !cluster.deploy().approval();
    }

    private void add(ClusterDefinition cluster, boolean several) {
        if (!groups.contains(cluster.deployGroup())) {
            groups.add(cluster.deployGroup());
        }
        clusters.add(several ? Orders.target(cluster) : cluster.name());
        approval |= cluster.deploy().approval();
        if (cluster.needsImageBuild()) {
            built.add(cluster.name());
        }
    }

    /** The deploy group; of several the first ones. */
    @Whitelisted
    public String getName() {
        int more = groups.size() - MOST_NAMES;
        String first = String.join(", ", groups.subList(0, Math.min(MOST_NAMES, groups.size())));
        return more > 0 ? Messages.DeployStage_andMore(first, more) : first;
    }

    /** Names of the clusters, each after those that its jobs wait for; of several files with their service before them. */
    @Whitelisted
    public List<String> getClusters() {
        return List.copyOf(clusters);
    }

    /** Those of them whose image is built; the others name one that exists already. */
    @Whitelisted
    public List<String> getBuilt() {
        return List.copyOf(built);
    }

    /** Whether somebody has to approve the deployment of any of them. */
    @Whitelisted
    public boolean isApproval() {
        return approval;
    }

    @Override
    public String toString() {
        return getName() + ": " + String.join(", ", clusters);
    }
}
