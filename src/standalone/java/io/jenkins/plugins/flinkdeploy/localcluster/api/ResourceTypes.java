package io.jenkins.plugins.flinkdeploy.localcluster.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Every kind that the server serves now: the built-in ones and those of installed custom resource definitions. */
final class ResourceTypes {
    private final Map<String, ResourceType> builtIn = new LinkedHashMap<>();
    private final Map<String, List<ResourceType>> custom = new ConcurrentSkipListMap<>();

    ResourceTypes() {
        BuiltInTypes.all().forEach(type -> builtIn.put(type.apiVersion() + "/" + type.plural(), type));
    }

    Optional<ResourceType> find(String group, String version, String plural) {
        return all().stream()
                .filter(type -> type.is(group, plural) && type.version().equals(version))
                .findFirst();
    }

    /** A served version of the resource, for objects met by their key alone. */
    Optional<ResourceType> find(String group, String plural) {
        return all().stream().filter(type -> type.is(group, plural)).findFirst();
    }

    ResourceType builtIn(String apiVersion, String plural) {
        ResourceType type = builtIn.get(apiVersion + "/" + plural);
        if (type == null) {
            throw new IllegalArgumentException(plural + " of " + apiVersion);
        }
        return type;
    }

    Collection<ResourceType> all() {
        List<ResourceType> types = new ArrayList<>(builtIn.values());
        custom.values().forEach(types::addAll);
        return types;
    }

    /** Serves the kinds of a definition from now on; replaces what the definition of that name served before. */
    void define(String definition, List<ResourceType> versions) {
        custom.put(definition, List.copyOf(versions));
    }

    void undefine(String definition) {
        custom.remove(definition);
    }
}
