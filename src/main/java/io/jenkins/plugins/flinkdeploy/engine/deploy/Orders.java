package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes orders from cluster definitions. */
public final class Orders {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final DateTimeFormatter ID_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

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
        String target = cluster.service() + "." + cluster.name();
        List<Order> orders = new ArrayList<>();
        for (ResourceId resource :
                Rendering.resources(cluster, cluster.namespace().orElse(targetNamespace))) {
            orders.add(new Order(
                    newId(now),
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

    /** Unique, sorts by time, and fits into the name of a Kubernetes object: {@code 20261123-021500-7f3a}. */
    private static String newId(Instant now) {
        return ID_TIME.format(now) + "-" + String.format(Locale.ROOT, "%04x", RANDOM.nextInt(0x10000));
    }
}
