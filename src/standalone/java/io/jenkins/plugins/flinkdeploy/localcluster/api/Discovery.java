package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Tells clients what the server serves. */
final class Discovery {
    private static final List<String> VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
    /** A group that serves one kind of request and stores nothing. */
    private static final String AUTHORIZATION = "authorization.k8s.io";

    private final ResourceTypes types;

    Discovery(ResourceTypes types) {
        this.types = types;
    }

    Optional<ObjectNode> answer(List<String> path) {
        if (path.equals(List.of("version"))) {
            return Optional.of(version());
        }
        if (path.equals(List.of("api"))) {
            ObjectNode versions = Json.object().put("kind", "APIVersions");
            versions.putArray("versions").add("v1");
            versions.putArray("serverAddressByClientCIDRs");
            return Optional.of(versions);
        }
        if (path.equals(List.of("apis"))) {
            return Optional.of(groups());
        }
        if (path.equals(List.of("api", "v1"))) {
            return resources("", "v1");
        }
        if (path.size() == 2 && path.get(0).equals("apis")) {
            return groupNames().contains(path.get(1)) ? Optional.of(group(path.get(1))) : Optional.empty();
        }
        if (path.size() == 3 && path.get(0).equals("apis")) {
            return resources(path.get(1), path.get(2));
        }
        return Optional.empty();
    }

    private static ObjectNode version() {
        return Json.object()
                .put("major", "1")
                .put("minor", "31")
                .put("gitVersion", "v1.31.0-flink-deploy-local")
                .put("gitCommit", "")
                .put("gitTreeState", "clean")
                .put("buildDate", "2024-08-13T00:00:00Z")
                .put("goVersion", "")
                .put("compiler", "")
                .put("platform", "linux/amd64");
    }

    private Collection<String> groupNames() {
        TreeSet<String> names = new TreeSet<>(List.of(AUTHORIZATION));
        types.all().stream()
                .map(ResourceType::group)
                .filter(name -> !name.isEmpty())
                .forEach(names::add);
        return names;
    }

    private ObjectNode groups() {
        ObjectNode list = Json.object().put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode groups = list.putArray("groups");
        groupNames().forEach(name -> groups.add(group(name)));
        return list;
    }

    private ObjectNode group(String name) {
        ObjectNode group =
                Json.object().put("kind", "APIGroup").put("apiVersion", "v1").put("name", name);
        ArrayNode versions = group.putArray("versions");
        TreeSet<String> names = new TreeSet<>();
        types.all().stream()
                .filter(type -> type.group().equals(name))
                .map(ResourceType::version)
                .forEach(names::add);
        if (name.equals(AUTHORIZATION)) {
            names.add("v1");
        }
        names.forEach(version ->
                versions.addObject().put("groupVersion", name + "/" + version).put("version", version));
        group.set("preferredVersion", versions.get(0).deepCopy());
        return group;
    }

    private Optional<ObjectNode> resources(String group, String version) {
        ObjectNode list = Json.object()
                .put("kind", "APIResourceList")
                .put("apiVersion", "v1")
                .put("groupVersion", group.isEmpty() ? version : group + "/" + version);
        ArrayNode resources = list.putArray("resources");
        if (group.equals(AUTHORIZATION) && version.equals("v1")) {
            resources
                    .addObject()
                    .put("name", "selfsubjectaccessreviews")
                    .put("singularName", "selfsubjectaccessreview")
                    .put("namespaced", false)
                    .put("kind", "SelfSubjectAccessReview")
                    .putArray("verbs")
                    .add("create");
        }
        types.all().stream()
                .filter(type -> type.group().equals(group) && type.version().equals(version))
                .forEach(type -> describe(type, resources));
        return resources.isEmpty() ? Optional.empty() : Optional.of(list);
    }

    private static void describe(ResourceType type, ArrayNode resources) {
        ObjectNode resource = resource(type, type.plural(), type.kind(), resources);
        resource.put("singularName", type.singular());
        type.shortNames().forEach(name -> resource.withArray("shortNames").add(name));
        type.categories().forEach(name -> resource.withArray("categories").add(name));
        VERBS.forEach(resource.putArray("verbs")::add);
        if (type.hasStatus()) {
            List.of("get", "patch", "update")
                    .forEach(resource(type, type.plural() + "/status", type.kind(), resources)
                            .putArray("verbs")::add);
        }
        if (type.is("", "pods")) {
            resource(type, "pods/log", type.kind(), resources).putArray("verbs").add("get");
            resource(type, "pods/binding", "Binding", resources)
                    .putArray("verbs")
                    .add("create");
        }
        if (type.is("", "services")) {
            List.of("create", "delete", "get", "patch", "update")
                    .forEach(resource(type, "services/proxy", "ServiceProxyOptions", resources)
                            .putArray("verbs")::add);
        }
    }

    private static ObjectNode resource(ResourceType type, String name, String kind, ArrayNode resources) {
        return resources
                .addObject()
                .put("name", name)
                .put("singularName", "")
                .put("namespaced", type.namespaced())
                .put("kind", kind);
    }
}
