package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.util.Optional;

/**
 * How to delete.
 *
 * @param gracePeriodSeconds absent for the object's own
 * @param propagation Background, Foreground or Orphan
 * @param uid the object must have this uid; empty for any
 * @param resourceVersion the object must be at this version; empty for any
 */
record DeleteOptions(
        Optional<Long> gracePeriodSeconds, String propagation, String uid, String resourceVersion, boolean dryRun) {
    static final String BACKGROUND = "Background";
    static final String FOREGROUND = "Foreground";
    static final String ORPHAN = "Orphan";

    static DeleteOptions background() {
        return new DeleteOptions(Optional.empty(), BACKGROUND, "", "", false);
    }

    static DeleteOptions of(ApiRequest request) {
        JsonNode body = request.body().length == 0 ? Json.object() : request.object();
        Optional<Long> grace = body.hasNonNull("gracePeriodSeconds")
                ? Optional.of(body.get("gracePeriodSeconds").asLong())
                : request.number("gracePeriodSeconds");
        boolean orphan = body.path("orphanDependents").asBoolean();
        String propagation = body.path("propagationPolicy")
                .asText(request.parameter("propagationPolicy").orElse(orphan ? ORPHAN : BACKGROUND));
        return new DeleteOptions(
                grace,
                propagation,
                body.path("preconditions").path("uid").asText(""),
                body.path("preconditions").path("resourceVersion").asText(""),
                body.path("dryRun").path(0).asText("").equals("All")
                        || WriteOptions.of(request).dryRun());
    }
}
