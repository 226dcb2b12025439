package io.jenkins.plugins.flinkdeploy.standalone.bench;

import io.jenkins.plugins.flinkdeploy.localcluster.api.LocalApiServer;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The requests that flink-deploy sends to the API server from a moment on. */
final class RequestCount {
    private static final String AGENT = "flink-deploy";
    private static final Set<String> OF_THE_WATCHES = Set.of("flinkdeployments", "pods", "events");

    private final LocalApiServer server;
    private final Map<String, Integer> before;

    RequestCount(LocalApiServer server) {
        this.server = server;
        this.before = server.requestsOf(AGENT);
    }

    /** How many of each kind. */
    Map<String, Integer> kinds() {
        return difference(before, server.requestsOf(AGENT));
    }

    /** How many besides the shared watches and the lists that begin them. */
    int besideWatches() {
        return kinds().entrySet().stream()
                .filter(kind -> !isOfWatches(kind.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private static boolean isOfWatches(String kind) {
        return kind.startsWith("watch ")
                || kind.startsWith("list ") && OF_THE_WATCHES.contains(kind.substring("list ".length()));
    }

    static Map<String, Integer> difference(Map<String, Integer> before, Map<String, Integer> after) {
        Map<String, Integer> difference = new TreeMap<>();
        after.forEach((kind, count) -> {
            int more = count - before.getOrDefault(kind, 0);
            if (more > 0) {
                difference.put(kind, more);
            }
        });
        return difference;
    }
}
