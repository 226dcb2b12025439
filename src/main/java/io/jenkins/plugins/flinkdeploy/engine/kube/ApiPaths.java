package io.jenkins.plugins.flinkdeploy.engine.kube;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.Pluralize;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Where the API server keeps objects of a kind. */
final class ApiPaths {
    /** Groups whose kinds all have the usual plural, so that no request is spent on finding it out. */
    private static final Set<String> USUAL_PLURALS = Set.of(
            "",
            "apps",
            "authorization.k8s.io",
            "autoscaling",
            "batch",
            "coordination.k8s.io",
            "flink.apache.org",
            "networking.k8s.io",
            "policy",
            "rbac.authorization.k8s.io");

    private final ApiHttp http;
    private final Map<String, String> discovered = new ConcurrentHashMap<>();

    ApiPaths(ApiHttp http) {
        this.http = http;
    }

    String of(ResourceId id) {
        return collection(id.apiVersion(), id.kind(), id.namespace()) + "/" + ApiRequest.encode(id.name());
    }

    String collection(String apiVersion, String kind, String namespace) {
        String scope = namespace.isEmpty() ? "" : "/namespaces/" + ApiRequest.encode(namespace);
        return group(apiVersion) + scope + "/" + plural(apiVersion, kind);
    }

    boolean serves(String apiVersion, String kind) {
        return discover(apiVersion, kind).isPresent();
    }

    String plural(String apiVersion, String kind) {
        int slash = apiVersion.indexOf('/');
        if (USUAL_PLURALS.contains(slash < 0 ? "" : apiVersion.substring(0, slash))) {
            return Pluralize.toPlural(kind.toLowerCase(Locale.ROOT));
        }
        String known = discovered.get(apiVersion + "/" + kind);
        // A kind that is not served is asked for by its usual name, and the API server's 404 then says so.
        return known != null
                ? known
                : discover(apiVersion, kind).orElseGet(() -> Pluralize.toPlural(kind.toLowerCase(Locale.ROOT)));
    }

    private Optional<String> discover(String apiVersion, String kind) {
        JsonNode answer;
        try {
            answer = http.json(ApiRequest.get(group(apiVersion), "look-up of the kinds of " + apiVersion));
        } catch (ClusterException e) {
            if (e.kind() == ClusterException.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
        for (JsonNode resource : answer.path("resources")) {
            String name = resource.path("name").asText();
            if (resource.path("kind").asText().equals(kind) && !name.contains("/")) {
                discovered.put(apiVersion + "/" + kind, name);
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    private static String group(String apiVersion) {
        return (apiVersion.contains("/") ? "/apis/" : "/api/") + apiVersion;
    }
}
