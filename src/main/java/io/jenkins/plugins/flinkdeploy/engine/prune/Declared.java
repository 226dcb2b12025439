package io.jenkins.plugins.flinkdeploy.engine.prune;

import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.Definition;
import io.jenkins.plugins.flinkdeploy.engine.definition.JobDefinition;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Orders;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.engine.resource.Labels;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What configurations declare, of whatever environment: each protects what it names.
 *
 * @param resources the resources that clusters and jobs are
 * @param services the services that they belong to, as labels have them
 * @param parts service, cluster and job by the values of their labels; the job is empty for a cluster
 */
public record Declared(Set<ResourceId> resources, Set<String> services, Set<List<String>> parts) {
    public Declared {
        resources = Set.copyOf(resources);
        services = Set.copyOf(services);
        parts = Set.copyOf(parts);
    }

    /**
     * All that definitions say.
     *
     * @param definitions each file alone, and with the layer of each environment
     * @param targetNamespace the namespace for clusters that name none
     * @throws UserException when they say nothing
     */
    public static Declared of(List<Definition> definitions, String targetNamespace) {
        Set<ResourceId> resources = new HashSet<>();
        Set<String> services = new HashSet<>();
        Set<List<String>> parts = new HashSet<>();
        for (Definition definition : definitions) {
            services.add(Labels.value(definition.service()));
            for (ClusterDefinition cluster : definition.clusters()) {
                resources.addAll(Orders.resources(cluster, targetNamespace));
                services.add(Labels.value(cluster.service()));
                parts.add(part(cluster, ""));
                cluster.jobs().stream().map(JobDefinition::name).forEach(job -> parts.add(part(cluster, job)));
            }
        }
        if (resources.isEmpty()) {
            throw new UserException(
                    "The configuration declares no cluster.",
                    PruneRules.UNTOUCHED,
                    "Give the cluster files of everything that is to stay.");
        }
        return new Declared(resources, services, parts);
    }

    private static List<String> part(ClusterDefinition cluster, String job) {
        return List.of(Labels.value(cluster.service()), Labels.value(cluster.name()), Labels.value(job));
    }

    /** Whether anything of this name is declared, of whatever kind and in whatever namespace. */
    boolean names(String name) {
        return resources.stream().anyMatch(resource -> resource.name().equals(name));
    }
}
