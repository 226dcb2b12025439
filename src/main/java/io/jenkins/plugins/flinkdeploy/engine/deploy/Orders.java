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
    private static final String API_VERSION = "flink.apache.org/v1beta1";
    private static final String KIND = "FlinkDeployment";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final DateTimeFormatter ID_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Orders() {}

    /**
     * An order to deploy a cluster.
     *
     * @param targetNamespace the namespace of the target, for clusters that name none
     */
    public static Order of(
            ClusterDefinition cluster,
            String targetNamespace,
            Order.Provenance provenance,
            boolean dryRun,
            boolean force,
            Instant now) {
        return new Order(
                newId(now),
                cluster.service() + "." + cluster.name(),
                resource(cluster, targetNamespace),
                cluster.deploy(),
                provenance,
                dryRun,
                force,
                now);
    }

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
        Order first = of(cluster, targetNamespace, provenance, dryRun, force, now);
        List<Order> orders = new ArrayList<>();
        for (ResourceId resource : Rendering.resources(cluster, first.resource().namespace())) {
            boolean own = orders.isEmpty();
            orders.add(new Order(
                    own ? first.id() : newId(now),
                    own ? first.target() : first.target() + " " + resource.name(),
                    resource,
                    cluster.deploy(),
                    provenance,
                    dryRun,
                    force,
                    now));
        }
        return List.copyOf(orders);
    }

    /** The resource that a cluster is deployed as. */
    public static ResourceId resource(ClusterDefinition cluster, String targetNamespace) {
        return new ResourceId(
                cluster.rawManifest().map(manifest -> manifest.apiVersion()).orElse(API_VERSION),
                KIND,
                cluster.namespace().orElse(targetNamespace),
                cluster.resourceName());
    }

    /** Unique, sorts by time, and fits into the name of a Kubernetes object: {@code 20261123-021500-7f3a}. */
    private static String newId(Instant now) {
        return ID_TIME.format(now) + "-" + String.format(Locale.ROOT, "%04x", RANDOM.nextInt(0x10000));
    }
}
