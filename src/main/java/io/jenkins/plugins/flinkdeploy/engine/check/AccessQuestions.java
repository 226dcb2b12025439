package io.jenkins.plugins.flinkdeploy.engine.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks the API server what the identity in use may do. */
final class AccessQuestions {
    private final ClusterApi cluster;
    private final String namespace;

    AccessQuestions(ClusterApi cluster, String namespace) {
        this.cluster = cluster;
        this.namespace = namespace;
    }

    /**
     * What the identity lacks of a rule, one part for each resource.
     *
     * @throws ClusterException when it cannot be found out
     */
    List<AccessRule> missing(AccessRule rule) {
        List<AccessRule> missing = new ArrayList<>();
        for (String resource : rule.resources()) {
            List<String> verbs = rule.verbs().stream()
                    .filter(verb -> !allowed(rule.group(), resource, verb, Optional.empty()))
                    .toList();
            if (!verbs.isEmpty()) {
                missing.add(rule.with(List.of(resource), verbs));
            }
        }
        return missing;
    }

    boolean mayReadNamespace() {
        return allowed("", "namespaces", "get", Optional.of(namespace));
    }

    private boolean allowed(String group, String resource, String verb, Optional<String> name) {
        ObjectNode review =
                Json.object().put("apiVersion", "authorization.k8s.io/v1").put("kind", "SelfSubjectAccessReview");
        ObjectNode wanted = review.withObject("/spec/resourceAttributes");
        int slash = resource.indexOf('/');
        wanted.put("namespace", namespace)
                .put("group", group)
                .put("verb", verb)
                .put("resource", slash < 0 ? resource : resource.substring(0, slash));
        if (slash >= 0) {
            wanted.put("subresource", resource.substring(slash + 1));
        }
        name.ifPresent(text -> wanted.put("name", text));
        return cluster.create(Manifest.of(review)).at("/status/allowed").asBoolean();
    }
}
