package io.jenkins.plugins.flinkdeploy.standalone.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * When the API server first held something that shows a fault: a container that waits for a reason or ended badly, a pod without a
 * node, an error or a failed job in the status, a telling event. Judged without anything of the engine.
 */
final class Signs implements AutoCloseable {
    private static final Set<String> GOOD_WAITS = Set.of("", "ContainerCreating", "PodInitializing");
    private static final Set<String> BAD_STATES = Set.of("FAILED", "FAILING", "RESTARTING");
    private static final Set<String> TELLING_EVENTS = Set.of(
            "ValidationError",
            "UnsupportedFlinkVersion",
            "FailedScheduling",
            "BackOff",
            "ErrImagePull",
            "CrashLoopBackOff");

    /**
     * A sign.
     *
     * @param nanos when it was on the API server
     */
    record Sign(long nanos, String what) {}

    private record Source(RawWatch watch, String name) {}

    private final List<Source> sources;

    Signs(String server) throws IOException, InterruptedException {
        String namespace = "/namespaces/" + BenchCluster.NAMESPACE + "/";
        sources = List.of(
                new Source(new RawWatch(server, "/api/v1" + namespace + "pods"), "pod"),
                new Source(new RawWatch(server, "/api/v1" + namespace + "events"), "event"),
                new Source(
                        new RawWatch(server, "/apis/" + BenchCluster.API_VERSION + namespace + "flinkdeployments"),
                        "status"));
    }

    Sign first(String deployment, long fromNanos) {
        return sources.stream()
                .flatMap(source -> first(source, deployment, fromNanos).stream())
                .min(Comparator.comparingLong(Sign::nanos))
                .orElseThrow(() -> new IllegalStateException("The API server never showed the fault of " + deployment));
    }

    private static Optional<Sign> first(Source source, String deployment, long fromNanos) {
        return source.watch().all(fromNanos).stream()
                .flatMap(seen -> sign(source, deployment, seen.object())
                        .map(what -> new Sign(seen.nanos(), source.name() + ": " + what))
                        .stream())
                .findFirst();
    }

    private static Optional<String> sign(Source source, String deployment, JsonNode object) {
        String name = object.at("/metadata/name").asText();
        return switch (source.name()) {
            case "pod" ->
                object.at("/metadata/labels/app").asText().equals(deployment) ? ofPod(object) : Optional.empty();
            case "event" ->
                object.at("/involvedObject/name").asText().startsWith(deployment)
                        ? Optional.of(object.path("reason").asText()).filter(TELLING_EVENTS::contains)
                        : Optional.empty();
            default -> name.equals(deployment) ? ofStatus(object.path("status")) : Optional.empty();
        };
    }

    private static Optional<String> ofPod(JsonNode pod) {
        return Stream.concat(
                        list(pod.at("/status/conditions"))
                                .map(condition -> condition.path("reason").asText())
                                .filter("Unschedulable"::equals),
                        list(pod.at("/status/containerStatuses")).flatMap(Signs::ofContainer))
                .findFirst();
    }

    private static Stream<String> ofContainer(JsonNode container) {
        Stream<String> waits = Stream.of(container.at("/state/waiting/reason").asText())
                .filter(reason -> !GOOD_WAITS.contains(reason));
        Stream<String> ends = Stream.of("/state/terminated", "/lastState/terminated")
                .map(container::at)
                .filter(ended -> ended.path("exitCode").asInt(0) != 0)
                .map(ended -> ended.path("reason").asText() + ", exit code "
                        + ended.path("exitCode").asInt());
        return Stream.concat(waits, ends);
    }

    private static Optional<String> ofStatus(JsonNode status) {
        String error = status.path("error").asText("");
        String state = status.at("/jobStatus/state").asText();
        if (BAD_STATES.contains(state)) {
            return Optional.of(state);
        }
        // Passing errors of the operator itself: its optimistic locking, and a deployment that has no status yet.
        boolean passing = error.isEmpty() || error.contains("NullPointerException") || error.contains("Conflict");
        return passing ? Optional.empty() : Optional.of(start(error));
    }

    private static String start(String error) {
        String text = error.startsWith("{") ? Json.read(error).path("message").asText(error) : error;
        return text.substring(0, Math.min(100, text.length()));
    }

    private static Stream<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    @Override
    public void close() throws IOException {
        for (Source source : sources) {
            source.watch().close();
        }
    }
}
