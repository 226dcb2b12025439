package io.jenkins.plugins.flinkdeploy.engine.health;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** Reads pods and events as the API server returns them. */
public final class PodReader {
    /** The container in which Flink runs. */
    public static final String MAIN_CONTAINER = "flink-main-container";

    private PodReader() {}

    public static PodSeen pod(Manifest pod) {
        JsonNode container = blockingInitContainer(pod.at("/status/initContainerStatuses"))
                .orElseGet(() -> mainContainer(pod.at("/status/containerStatuses")));
        JsonNode waiting = container.path("state").path("waiting");
        JsonNode ended = container.path("state").path("terminated");
        JsonNode terminated =
                ended.isMissingNode() ? container.path("lastState").path("terminated") : ended;
        return new PodSeen(
                pod.name(),
                pod.label("component").orElse(""),
                pod.textAt("/metadata/creationTimestamp").flatMap(PodReader::instant),
                pod.textAt("/status/phase").orElse("Unknown"),
                condition(pod, "Ready")
                        .map(ready -> "True".equals(text(ready, "status")))
                        .orElse(false),
                optional(waiting, "reason"),
                optional(waiting, "message"),
                pod.textAt("/status/reason").or(() -> optional(terminated, "reason")),
                optional(terminated, "finishedAt").flatMap(PodReader::instant),
                terminated.path("exitCode").isInt()
                        ? Optional.of(terminated.path("exitCode").asInt())
                        : Optional.empty(),
                container.path("restartCount").asInt(0),
                condition(pod, "PodScheduled")
                        .filter(scheduled -> "Unschedulable".equals(text(scheduled, "reason")))
                        .map(scheduled -> text(scheduled, "message")),
                optional(terminated, "message"));
    }

    public static EventSeen event(Manifest event) {
        String about = event.textAt("/involvedObject/kind").orElse("") + " "
                + event.textAt("/involvedObject/name").orElse("");
        Instant at = event.textAt("/lastTimestamp")
                .or(() -> event.textAt("/eventTime"))
                .or(() -> event.textAt("/firstTimestamp"))
                .or(() -> event.textAt("/metadata/creationTimestamp"))
                .flatMap(PodReader::instant)
                .orElse(Instant.EPOCH);
        return new EventSeen(
                about,
                event.textAt("/type").filter("Warning"::equals).isPresent(),
                event.textAt("/reason").orElse(""),
                event.textAt("/message").orElse(""),
                at,
                Math.max(1, event.at("/count").asInt(1)));
    }

    /** While an init container cannot run, the main container only waits for it and tells nothing. */
    private static Optional<JsonNode> blockingInitContainer(JsonNode statuses) {
        for (JsonNode status : statuses) {
            Optional<String> reason = optional(status.path("state").path("waiting"), "reason");
            if (reason.filter(text -> !text.equals("PodInitializing")).isPresent()) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }

    private static JsonNode mainContainer(JsonNode statuses) {
        for (JsonNode status : statuses) {
            if (MAIN_CONTAINER.equals(text(status, "name"))) {
                return status;
            }
        }
        return statuses.path(0);
    }

    private static Optional<JsonNode> condition(Manifest pod, String type) {
        for (JsonNode condition : pod.at("/status/conditions")) {
            if (type.equals(text(condition, "type"))) {
                return Optional.of(condition);
            }
        }
        return Optional.empty();
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }

    private static Optional<String> optional(JsonNode node, String field) {
        return Optional.of(text(node, field)).filter(text -> !text.isEmpty());
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
