package io.jenkins.plugins.flinkdeploy.localcluster.api;

import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes a value of a request. */
final class RequestReader {
    private RequestReader() {}

    static ApiRequest read(HttpServerRequest request, byte[] body) {
        Map<String, String> headers = new HashMap<>();
        request.headers().forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        String query = request.query() == null ? "" : request.query();
        return new ApiRequest(request.method().name(), request.path(), query, parameters(query), headers, body);
    }

    private static Map<String, List<String>> parameters(String query) {
        Map<String, List<String>> parameters = new HashMap<>();
        for (String pair : query.split("&")) {
            String[] parts = pair.replace("+", "%20").split("=", 2);
            if (!parts[0].isEmpty()) {
                parameters
                        .computeIfAbsent(ApiRequest.decode(parts[0]), key -> new ArrayList<>())
                        .add(parts.length < 2 ? "" : ApiRequest.decode(parts[1]));
            }
        }
        return parameters;
    }
}
