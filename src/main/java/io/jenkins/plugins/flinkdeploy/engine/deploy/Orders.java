package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.model.Ids;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
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
     * Orders as a group: the jobs of a session cluster come after the cluster and after those that they name, and independent ones at
     * the same time.
     *
     * @param orders what {@link #all} made of this cluster
     */
    public static DeploymentGroup group(ClusterDefinition cluster, List<Order> orders, boolean allOrNothing) {
        Map<String, String> ids = new HashMap<>();
        boolean named = cluster.jobs().size() == orders.size() - 1;
        for (int i = 1; named && i < orders.size(); i++) {
            ids.put(cluster.jobs().get(i - 1).name(), orders.get(i).id());
        }
        List<DeploymentGroup.Member> members = new ArrayList<>();
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
            members.add(new DeploymentGroup.Member(DeploymentMachine.start(orders.get(i)), after));
        }
        return DeploymentGroup.of(members, allOrNothing);
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
