package io.jenkins.plugins.flinkdeploy.localcluster.api;

import java.util.List;
import java.util.Optional;

/**
 * The address of a resource.
 *
 * @param namespace empty for all namespaces, and for resources of the whole cluster
 * @param name empty for the collection
 * @param subresource empty for the object itself
 */
record ResourcePath(ResourceType type, String namespace, String name, String subresource) {

    static Optional<ResourcePath> parse(List<String> path, ResourceTypes types) {
        if (path.size() >= 3 && path.get(0).equals("api")) {
            return parse("", path.get(1), path.subList(2, path.size()), types);
        }
        if (path.size() >= 4 && path.get(0).equals("apis")) {
            return parse(path.get(1), path.get(2), path.subList(3, path.size()), types);
        }
        return Optional.empty();
    }

    private static Optional<ResourcePath> parse(String group, String version, List<String> rest, ResourceTypes types) {
        if (rest.size() >= 3 && rest.get(0).equals("namespaces")) {
            Optional<ResourcePath> inNamespace = types.find(group, version, rest.get(2))
                    .filter(ResourceType::namespaced)
                    .map(type -> new ResourcePath(type, rest.get(1), part(rest, 3), part(rest, 4)));
            if (inNamespace.isPresent()) {
                return inNamespace;
            }
        }
        return types.find(group, version, rest.get(0))
                .filter(type -> !type.namespaced() || rest.size() == 1)
                .map(type -> new ResourcePath(type, "", part(rest, 1), part(rest, 2)));
    }

    private static String part(List<String> path, int index) {
        return index < path.size() ? path.get(index) : "";
    }

    ObjectKey key() {
        return ObjectKey.of(type, namespace, name);
    }
}
