package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.util.Set;

/** Everybody may do everything but what was denied, each as verb and resource: {@code get pods/log}. */
final class AccessReviews {
    private volatile Set<String> denied = Set.of();

    void deny(Set<String> requests) {
        denied = Set.copyOf(requests);
    }

    /** The answer to a SelfSubjectAccessReview. */
    ObjectNode answer(ObjectNode review) {
        JsonNode wanted = review.path("spec").path("resourceAttributes");
        String subresource = wanted.path("subresource").asText();
        String request = wanted.path("verb").asText() + " "
                + wanted.path("resource").asText()
                + (subresource.isEmpty() ? "" : "/" + subresource);
        boolean allowed = !denied.contains(request);
        ObjectNode answer = review.deepCopy();
        answer.putObject("status")
                .put("allowed", allowed)
                .put("reason", allowed ? "the local cluster has no access control" : "it was denied to everybody");
        return answer;
    }

    /** Throws what a request is answered with that is denied. */
    void check(String verb, String what) {
        if (denied.contains(verb + " " + what)) {
            throw new ApiException(
                    403,
                    "Forbidden",
                    "%s is forbidden: User \"local\" cannot %s resource \"%s\"".formatted(what, verb, what),
                    Json.object());
        }
    }
}
