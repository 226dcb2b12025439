package io.jenkins.plugins.flinkdeploy.engine.resource;

import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Labels by which resources are found. */
public final class Labels {
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    /** The value of {@link #MANAGED_BY}. */
    public static final String FLINK_DEPLOY = "flink-deploy";

    public static final String SERVICE = Annotations.PREFIX + "service";
    /** Name of the cluster in its file. */
    public static final String CLUSTER = Annotations.PREFIX + "cluster";
    /** Name of a session cluster's job in its file. */
    public static final String JOB = Annotations.PREFIX + "job";

    /** Who answers for the cluster or job. */
    public static final String OWNER = Annotations.PREFIX + "owner";
    /** Who pays for the cluster or job. */
    public static final String COST_OWNER = Annotations.PREFIX + "cost-owner";

    private static final int LONGEST = 63;

    private Labels() {}

    /** What all resources of a cluster carry. */
    static Map<String, String> common(ClusterDefinition cluster, Optional<String> owner, Optional<String> costOwner) {
        Map<String, String> labels = new TreeMap<>();
        labels.put(SERVICE, value(cluster.service()));
        labels.put(CLUSTER, value(cluster.name()));
        owner.ifPresent(name -> labels.put(OWNER, value(name)));
        costOwner.ifPresent(name -> labels.put(COST_OWNER, value(name)));
        return labels;
    }

    /** The text with what Kubernetes does not allow in a label's value replaced or cut off. */
    public static String value(String text) {
        String allowed = text.replaceAll("[^A-Za-z0-9._-]", "-");
        String cut = allowed.length() > LONGEST ? allowed.substring(0, LONGEST) : allowed;
        return cut.replaceAll("^[^A-Za-z0-9]+|[^A-Za-z0-9]+$", "");
    }
}
