package io.jenkins.plugins.flinkdeploy.engine.deploy;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which events of a namespace are about one resource and what the operator and Kubernetes make of it. The names of what they make
 * begin with its name, but so do those of its neighbours: {@code orders-eu} is none of {@code orders}.
 */
final class EventFilter {
    private final Set<String> resources;
    private final Set<String> clusters;
    private final Pattern pods;
    private final Pattern replicaSets;

    /**
     * @param resources names of the resources of the operator that are deployed
     * @param clusters names of the FlinkDeployments whose pods run the job
     */
    EventFilter(Set<String> resources, Set<String> clusters) {
        this.resources = Set.copyOf(resources);
        this.clusters = Set.copyOf(clusters);
        String names = clusters.stream().map(Pattern::quote).collect(Collectors.joining("|"));
        // A ReplicaSet has one generated part, its pods have two; task managers of native mode have two numbers.
        String replicaSet = "(" + names + ")(-taskmanager)?-[a-z0-9]+";
        replicaSets = Pattern.compile(replicaSet);
        pods = Pattern.compile(replicaSet + "-[a-z0-9]+");
    }

    boolean concerns(String kind, String name) {
        if (kind.startsWith("Flink")) {
            return resources.contains(name);
        }
        if (kind.equals("Pod")) {
            return pods.matcher(name).matches();
        }
        if (kind.equals("ReplicaSet")) {
            return replicaSets.matcher(name).matches();
        }
        return clusters.stream()
                .anyMatch(cluster -> name.equals(cluster)
                        || name.equals(cluster + "-rest")
                        || name.equals(cluster + "-taskmanager"));
    }
}
