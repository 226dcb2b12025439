package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.model.Ids;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes orders from cluster definitions. */
public final class Orders {
    private Orders() {}

    /**
     * The orders that deploy a cluster, to be carried out one after another: one for most clusters; for a session cluster its own and
     * then one for each of its jobs.
     *
     * @param targetNamespace the namespace of the target, for clusters that name none
     */
    public static List<Order> all(
            ClusterDefinition cluster,
            String targetNamespace,
            Order.Provenance provenance,
            boolean dryRun,
            boolean force,
            Instant now) {
        String target = target(cluster);
        List<Order> orders = new ArrayList<>();
        for (ResourceId resource : resources(cluster, targetNamespace)) {
            orders.add(new Order(
                    Ids.newId(now),
                    orders.isEmpty() ? target : target + " " + resource.name(),
                    resource,
                    cluster.deploy(),
                    provenance,
                    dryRun,
                    force,
                    now));
        }
        return List.copyOf(orders);
    }

    /**
     * A cluster that is to be deployed.
     *
     * @param file which of the files it is described in; names of other clusters in {@code after} are those of the same file
     * @param cluster the cluster
     * @param orders what {@link Orders#all} made of it
     */
    public record Placed(int file, ClusterDefinition cluster, List<Order> orders) {
        public Placed {
            orders = List.copyOf(orders);
        }

        /** Whether another cluster means this one by a name in its {@code after}. */
        public boolean isMeant(String name, int fromFile) {
            return fromFile == file && cluster.name().equals(name)
                    || target(cluster).equals(name);
        }
    }

    /**
     * Orders as a group: the jobs of a session cluster come after the cluster and after those that they name, and independent ones at
     * the same time.
     *
     * @param orders what {@link #all} made of this cluster
     */
    public static DeploymentGroup group(ClusterDefinition cluster, List<Order> orders, boolean allOrNothing) {
        return group(List.of(new Placed(0, cluster, orders)), allOrNothing);
    }

    /** The same for several clusters: one comes after those that its jobs name, as far as they are among these. */
    public static DeploymentGroup group(List<Placed> clusters, boolean allOrNothing) {
        List<DeploymentGroup.Member> members = new ArrayList<>();
        for (Placed placed : inOrder(clusters)) {
            List<String> before = placed.cluster().after().stream()
                    .flatMap(name -> clusters.stream().filter(other -> other.isMeant(name, placed.file())))
                    .flatMap(other -> other.orders().stream().map(Order::id))
                    .distinct()
                    .toList();
            List<List<String>> within = within(placed.cluster(), placed.orders());
            for (int i = 0; i < placed.orders().size(); i++) {
                members.add(new DeploymentGroup.Member(
                        DeploymentMachine.start(placed.orders().get(i)), i == 0 ? before : within.get(i)));
            }
        }
        return DeploymentGroup.of(members, allOrNothing);
    }

    /**
     * A savepoint to start from belongs to one job.
     *
     * @throws UserException when several are to be deployed
     */
    public static void checkOneJob(List<Placed> clusters) {
        // A session cluster comes before its jobs, and has no state of its own.
        int jobs = clusters.stream()
                .mapToInt(placed -> Math.max(1, placed.orders().size() - 1))
                .sum();
        if (jobs > 1) {
            throw new UserException(
                    "A savepoint belongs to one job, and " + jobs + " would be deployed.",
                    "Nothing was built, stopped or changed.",
                    "Name the cluster that is meant, or roll back the one job that is meant, which takes a savepoint to restore from, too.");
        }
    }

    /** Each after those that it comes after, otherwise as they are given. */
    public static List<Placed> inOrder(List<Placed> clusters) {
        List<Placed> open = new ArrayList<>(clusters);
        List<Placed> ordered = new ArrayList<>();
        while (!open.isEmpty()) {
            Placed next = open.stream()
                    .filter(each -> open.stream()
                            .noneMatch(other -> other != each
                                    && each.cluster().after().stream()
                                            .anyMatch(name -> other.isMeant(name, each.file()))))
                    .findFirst()
                    // Files are checked for cycles when they are read.
                    .orElse(open.get(0));
            open.remove(next);
            ordered.add(next);
        }
        return ordered;
    }

    private static List<List<String>> within(ClusterDefinition cluster, List<Order> orders) {
        Map<String, String> ids = new HashMap<>();
        boolean named = cluster.jobs().size() == orders.size() - 1;
        for (int i = 1; named && i < orders.size(); i++) {
            ids.put(cluster.jobs().get(i - 1).name(), orders.get(i).id());
        }
        List<List<String>> all = new ArrayList<>();
        for (int i = 0; i < orders.size(); i++) {
            List<String> after = new ArrayList<>();
            if (i > 0) {
                after.add(orders.get(0).id());
            }
            if (named && i > 0) {
                cluster.jobs().get(i - 1).after().stream()
                        .map(ids::get)
                        .filter(Objects::nonNull)
                        .forEach(after::add);
            }
            all.add(after);
        }
        return all;
    }

    /** What people call a cluster: {@code orders.main}. */
    public static String target(ClusterDefinition cluster) {
        return cluster.service() + "." + cluster.name();
    }

    /**
     * The resources that a cluster is, in the order of deployment: one for most; for a session cluster its own and then its jobs.
     *
     * @param targetNamespace the namespace of the target, for clusters that name none
     */
    public static List<ResourceId> resources(ClusterDefinition cluster, String targetNamespace) {
        return Rendering.resources(cluster, cluster.namespace().orElse(targetNamespace));
    }

    /**
     * A request for savepoints of all jobs of a cluster.
     *
     * @param targetNamespace the namespace of the target, for clusters that name none
     */
    public static SavepointRequest savepoint(
            ClusterDefinition cluster, String targetNamespace, Order.Provenance provenance, Instant now) {
        return SavepointRequest.of(
                target(cluster),
                resources(cluster, targetNamespace).get(0),
                cluster.deploy().savepointTimeout(),
                provenance.buildUrl(),
                provenance.deployedBy(),
                now);
    }
}
