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

    private final ArrayList<String> names = new ArrayList<>();
    private final ArrayList<String> clusters = new ArrayList<>();
    private final ArrayList<String> built = new ArrayList<>();
    private boolean approval;

    private DeployStage() {}

    /**
     * The stages of one or several files. A cluster comes after those that its jobs wait for. Neighbours of the same deploy group are one
     * stage. Of several files, of which there may be many, what waits for no approval comes first, and is one stage.
     */
    static List<DeployStage> of(ChosenFiles files) {
        boolean several = files.parameters().getFiles() != null;
        Optional<String> environment = files.parameters().layer();
        List<Orders.Placed> placed = Orders.inOrder(files.clustersOrAll().stream()
                .filter(chosen -> isFor(environment, chosen.cluster()))
                .map(chosen -> new Orders.Placed(chosen.file(), chosen.cluster(), List.of()))
                .toList());
        List<DeployStage> stages = new ArrayList<>();
        for (Orders.Placed each : several ? waitingLast(placed) : placed) {
            ClusterDefinition cluster = each.cluster();
            DeployStage last = stages.isEmpty() ? null : stages.get(stages.size() - 1);
            if (last == null || !last.takes(cluster, several)) {
                last = new DeployStage();
                stages.add(last);
            }
            last.add(cluster, several);
        }
        return List.copyOf(stages);
    }

    /** The same order, but first all that neither wait for an approval themselves nor come after one that does. */
    private static List<Orders.Placed> waitingLast(List<Orders.Placed> inOrder) {
        List<Orders.Placed> free = new ArrayList<>();
        List<Orders.Placed> waiting = new ArrayList<>();
        for (Orders.Placed each : inOrder) {
            boolean waits = each.cluster().deploy().approval()
                    || each.cluster().after().stream()
                            .anyMatch(name -> waiting.stream().anyMatch(other -> other.isMeant(name, each.file())));
            (waits ? waiting : free).add(each);
        }
        free.addAll(waiting);
        return free;
    }

    private static boolean isFor(Optional<String> environment, ClusterDefinition cluster) {
        return environment.isEmpty()
                || cluster.environment().isEmpty()
                || cluster.environment().equals(environment);
    }

    private boolean takes(ClusterDefinition cluster, boolean several) {
        return several ? !approval && !cluster.deploy().approval() : names.contains(cluster.deployGroup());
    }

    private void add(ClusterDefinition cluster, boolean several) {
        String called = several ? Orders.target(cluster) : cluster.deployGroup();
        if (!names.contains(called)) {
            names.add(called);
        }
        clusters.add(several ? Orders.target(cluster) : cluster.name());
        approval |= cluster.deploy().approval();
        if (cluster.needsImageBuild()) {
            built.add(cluster.name());
        }
    }

    /** The deploy group; of several files the clusters, or the first of them. */
    @Whitelisted
    public String getName() {
        int more = names.size() - MOST_NAMES;
        String first = String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())));
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
