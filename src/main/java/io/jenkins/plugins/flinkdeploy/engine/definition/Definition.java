package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a cluster file, or a file of manifests, says.
 *
 * @param service the service; for manifests the name that the caller gave
 * @param clusters in the order of the file, at least one
 * @param warnings what is doubtful without being wrong
 */
public record Definition(String service, List<ClusterDefinition> clusters, List<Problem> warnings) {
    public Definition {
        clusters = List.copyOf(clusters);
        warnings = List.copyOf(warnings);
    }

    /** The clusters in an order in which each comes after those that its jobs wait for. */
    public List<ClusterDefinition> inOrder() {
        Map<String, List<String>> after = new LinkedHashMap<>();
        Map<String, ClusterDefinition> byName = new LinkedHashMap<>();
        for (ClusterDefinition cluster : clusters) {
            // Manifests of one name in two namespaces wait for nothing.
            if (byName.putIfAbsent(cluster.name(), cluster) != null) {
                return clusters;
            }
            after.put(cluster.name(), cluster.after());
        }
        return Order.of(after, (name, cycle) -> {}).stream().map(byName::get).toList();
    }
}
