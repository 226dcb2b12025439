package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers requests for logs with what the node's log source gives. */
final class PodLogAnswer {
    private volatile PodLogs source = request -> {
        throw new IOException("no node has registered its logs");
    };

    void source(PodLogs logs) {
        source = logs;
    }

    ApiResponse answer(ObjectNode pod, ApiRequest request) {
        try {
            return new ApiResponse.Text(source.open(new PodLogRequest(
                    Meta.namespace(pod),
                    Meta.name(pod),
                    container(pod, request.parameter("container").orElse("")),
                    request.number("tailLines").map(Long::intValue),
                    since(request),
                    request.flag("previous"),
                    request.flag("follow"),
                    request.flag("timestamps"))));
        } catch (IOException e) {
            throw Failures.badRequest(e.getMessage());
        }
    }

    private static Optional<Duration> since(ApiRequest request) {
        Optional<String> time = request.parameter("sinceTime");
        if (time.isPresent()) {
            try {
                return Optional.of(Duration.between(Instant.parse(time.get()), Instant.now()));
            } catch (DateTimeParseException e) {
                throw Failures.badRequest("parameter sinceTime is no time: " + time.get());
            }
        }
        return request.number("sinceSeconds").map(Duration::ofSeconds);
    }

    private static String container(ObjectNode pod, String asked) {
        List<String> names = new ArrayList<>();
        pod.path("spec")
                .path("containers")
                .forEach(container -> names.add(container.path("name").asText()));
        List<String> all = new ArrayList<>(names);
        pod.path("spec")
                .path("initContainers")
                .forEach(container -> all.add(container.path("name").asText()));
        JsonNode byDefault = pod.path("metadata").path("annotations").path("kubectl.kubernetes.io/default-container");
        if (!asked.isEmpty()) {
            if (!all.contains(asked)) {
                throw Failures.badRequest("container %s is not valid for pod %s".formatted(asked, Meta.name(pod)));
            }
            return asked;
        }
        if (names.size() == 1) {
            return names.get(0);
        }
        if (names.contains(byDefault.asText())) {
            return byDefault.asText();
        }
        throw Failures.badRequest("a container name must be specified for pod %s, choose one of: %s"
                .formatted(Meta.name(pod), names.toString().replace(",", "")));
    }
}
