package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.rules.ExternalResource;

/** A server with the kinds Parcel and Crate for one test, and plain HTTP to it. */
final class ServedApi extends ExternalResource {
    static final String PARCELS = "/apis/example.org/v1/namespaces/default/parcels";
    static final String PODS = "/api/v1/namespaces/default/pods";
    static final String CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";
    static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments";
    static final String APPLY = "application/apply-patch+yaml";
    static final String MERGE = "application/merge-patch+json";

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private LocalApiServer server;

    /** @param body parsed, or the bare text where it is no JSON */
    record Answer(int code, JsonNode body, HttpResponse<String> response) {
        ObjectNode object() {
            return (ObjectNode) body;
        }

        String message() {
            return body.path("message").asText();
        }
    }

    @Override
    protected void before() throws IOException {
        server = LocalApiServer.start(0);
        try (InputStream crds = ServedApi.class.getResourceAsStream("parcels.yaml")) {
            server.installCrds(crds);
        }
    }

    @Override
    protected void after() {
        server.close();
    }

    LocalApiServer server() {
        return server;
    }

    Answer get(String path) {
        return send("GET", path, "application/json", "");
    }

    /** What kubectl asks for when it prints a list. */
    Answer getTable(String path) {
        return send(
                "GET", path, "application/json", "", "application/json;as=Table;v=v1;g=meta.k8s.io,application/json");
    }

    Answer post(String path, String body) {
        return send("POST", path, "application/json", body);
    }

    Answer put(String path, JsonNode body) {
        return send("PUT", path, "application/json", body.toString());
    }

    Answer patch(String path, String mediaType, String body) {
        return send("PATCH", path, mediaType, body);
    }

    Answer apply(String path, String manager, String body) {
        return patch(path + (path.contains("?") ? "&" : "?") + "fieldManager=" + manager, APPLY, body);
    }

    Answer delete(String path) {
        return send("DELETE", path, "application/json", "");
    }

    Answer send(String method, String path, String mediaType, String body) {
        return send(method, path, mediaType, body, "application/json");
    }

    private Answer send(String method, String path, String mediaType, String body, String accepted) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Content-Type", mediaType)
                .header("Accept", accepted)
                .header("User-Agent", "tester/1.0")
                .timeout(LIMIT)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            boolean json =
                    response.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
            JsonNode tree = json
                    ? Json.read(response.body())
                    : Json.mapper().getNodeFactory().textNode(response.body());
            return new Answer(response.statusCode(), tree, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String parcel(String name, String spec) {
        return "{\"apiVersion\":\"example.org/v1\",\"kind\":\"Parcel\",\"metadata\":{\"name\":\"%s\"},\"spec\":%s}"
                .formatted(name, spec);
    }
}
