package io.jenkins.plugins.flinkdeploy.localcluster.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One HTTP request and the ways to answer it. */
final class Request {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpExchange exchange;

    Request(HttpExchange exchange) {
        this.exchange = exchange;
        exchange.getResponseHeaders().set("Docker-Distribution-Api-Version", "registry/2.0");
    }

    String method() {
        return exchange.getRequestMethod();
    }

    String path() {
        return exchange.getRequestURI().getPath();
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    Optional<String> parameter(String name) {
        String query = exchange.getRequestURI().getRawQuery();
        if (query == null) {
            return Optional.empty();
        }
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(0, equals).equals(name)) {
                return Optional.of(URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }

    InputStream body() {
        return exchange.getRequestBody();
    }

    /** Sets a header of the answer. */
    Request with(String header, String value) {
        exchange.getResponseHeaders().set(header, value);
        return this;
    }

    void empty(int status) throws IOException {
        drain();
        exchange.sendResponseHeaders(status, -1);
    }

    void json(int status, Object body) throws IOException {
        byte[] bytes =
                body instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : JSON.writeValueAsBytes(body);
        with("Content-Type", "application/json");
        content(status, bytes);
    }

    void content(int status, byte[] bytes) throws IOException {
        drain();
        try (OutputStream out = content(status, bytes.length)) {
            out.write(bytes);
        }
    }

    /** Sends the headers of an answer with so many bytes; to a HEAD request what is written to the stream is dropped. */
    OutputStream content(int status, long length) throws IOException {
        if (method().equals("HEAD") || length == 0) {
            with("Content-Length", Long.toString(length));
            exchange.sendResponseHeaders(status, -1);
            return OutputStream.nullOutputStream();
        }
        exchange.sendResponseHeaders(status, length);
        return exchange.getResponseBody();
    }

    void refuse(RegistryError error) throws IOException {
        Map<String, String> entry = Map.of("code", error.code().name(), "message", error.getMessage());
        json(error.code().status(), Map.of("errors", List.of(entry)));
    }

    RegistryError unsupported() {
        return new RegistryError(ErrorCode.UNSUPPORTED, method() + " is not supported here");
    }

    /** A client that is still sending would see a broken connection instead of the answer. */
    private void drain() throws IOException {
        body().transferTo(OutputStream.nullOutputStream());
    }
}
