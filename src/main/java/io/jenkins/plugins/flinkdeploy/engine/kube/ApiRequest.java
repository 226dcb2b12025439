package io.jenkins.plugins.flinkdeploy.engine.kube;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One request to the API server.
 *
 * @param path absolute path below the server's address, already encoded
 * @param subject what the request does to which object, as it reads in an error: {@code get of Pod streaming/orders-1}
 */
record ApiRequest(String method, String path, Map<String, String> query, Optional<Body> body, String subject) {
    /** A request body and its media type. */
    record Body(String mediaType, String text) {}

    ApiRequest {
        query = Map.copyOf(query);
    }

    static ApiRequest get(String path, String subject) {
        return new ApiRequest("GET", path, Map.of(), Optional.empty(), subject);
    }

    static ApiRequest delete(String path, String subject) {
        return new ApiRequest("DELETE", path, Map.of(), Optional.empty(), subject);
    }

    static ApiRequest send(String method, String path, String mediaType, String text, String subject) {
        return new ApiRequest(method, path, Map.of(), Optional.of(new Body(mediaType, text)), subject);
    }

    ApiRequest with(String parameter, String value) {
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put(parameter, value);
        return new ApiRequest(method, path, more, body, subject);
    }

    String pathAndQuery() {
        if (query.isEmpty()) {
            return path;
        }
        return query.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&", path + (path.contains("?") ? "&" : "?"), ""));
    }

    /** One path segment or query value, percent-encoded. */
    static String encode(String text) {
        // The colon of "service:port" is legal as it is, and not every server decodes it there.
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%3A", ":");
    }
}
