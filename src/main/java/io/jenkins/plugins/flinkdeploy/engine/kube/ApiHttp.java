package io.jenkins.plugins.flinkdeploy.engine.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Sends requests over the client's connection pool and turns every failure into a {@link ClusterException}. */
final class ApiHttp {
    /** Past the limit on the wire, so that the client's own, more telling time-out comes first. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final int LONGEST_ERROR = 16 << 10;

    /** A server that is busier than that is an outage, with which callers deal in their own time. */
    private static final int BUSY_ATTEMPTS = 4;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration SPREAD = Duration.ofMillis(500);

    private final HttpClient http;
    private final String server;
    private final Duration limit;
    private final BooleanSupplier newCredentials;

    /**
     * @param server the API server's address, with or without a trailing slash
     * @param limit how long one request may take
     * @param newCredentials fetches the credentials anew after a refusal; whether they are others now
     */
    ApiHttp(HttpClient http, String server, Duration limit, BooleanSupplier newCredentials) {
        this.newCredentials = newCredentials;
        this.http = http;
        this.server = server.endsWith("/") ? server.substring(0, server.length() - 1) : server;
        this.limit = limit;
    }

    ObjectNode object(ApiRequest request) {
        if (json(request) instanceof ObjectNode object) {
            return object;
        }
        throw notKubernetes(request, null);
    }

    JsonNode json(ApiRequest request) {
        try {
            return Json.mapper().readTree(text(request));
        } catch (JsonProcessingException e) {
            throw notKubernetes(request, e);
        }
    }

    /** A request that the server refused before it did anything, because it was busy or the token was old, is sent again. */
    String text(ApiRequest request) {
        boolean renewed = false;
        for (int attempt = 1; ; attempt++) {
            HttpResponse<byte[]> response = await(request, http.sendAsync(wire(request), byte[].class));
            String text = response.body() == null ? "" : new String(response.body(), StandardCharsets.UTF_8);
            if (response.isSuccessful()) {
                return text;
            }
            ApiFailure failure = new ApiFailure(server, request.subject(), response.code(), text);
            Optional<Duration> asked = failure.retryAfter(response.header("Retry-After"));
            Optional<Duration> wait = asked.filter(pause -> pause.compareTo(LONGEST_WAIT) <= 0);
            if (wait.isPresent() && attempt < BUSY_ATTEMPTS) {
                pause(request, wait.get());
            } else if (failure.isUnauthorized() && !renewed && newCredentials.getAsBoolean()) {
                renewed = true;
            } else {
                throw failure.toException(asked);
            }
        }
    }

    /** Spread, so that all who were told the same time do not come back at the same time. */
    private static void pause(ApiRequest request, Duration atLeast) {
        try {
            Thread.sleep(atLeast.toMillis() + ThreadLocalRandom.current().nextLong(SPREAD.toMillis()));
        } catch (InterruptedException e) {
            throw interrupted(request, e);
        }
    }

    /** An answer that may go on for as long as its reader wants; it must begin within the limit. */
    InputStream stream(ApiRequest request) {
        HttpRequest wire = http.newHttpRequestBuilder()
                .uri(server + request.pathAndQuery())
                .timeout(0, TimeUnit.MILLISECONDS)
                .build();
        HttpResponse<InputStream> response = await(request, http.sendAsync(wire, InputStream.class));
        InputStream body = new BodyStream(response.body());
        if (!response.isSuccessful()) {
            throw new ApiFailure(server, request.subject(), response.code(), textOf(body)).toException();
        }
        return body;
    }

    private static String textOf(InputStream body) {
        try (InputStream closed = body) {
            return new String(closed.readNBytes(LONGEST_ERROR), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return "";
        }
    }

    private HttpRequest wire(ApiRequest request) {
        HttpRequest.Builder builder = http.newHttpRequestBuilder()
                .uri(server + request.pathAndQuery())
                .timeout(limit.toMillis(), TimeUnit.MILLISECONDS);
        String mediaType = request.body().map(ApiRequest.Body::mediaType).orElse(null);
        String text = request.body().map(ApiRequest.Body::text).orElse(null);
        return builder.method(request.method(), mediaType, text).build();
    }

    private <T> HttpResponse<T> await(ApiRequest request, CompletableFuture<HttpResponse<T>> answer) {
        try {
            return answer.get(limit.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw ApiFailure.noAnswer(server, request.subject(), limit, e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw ApiFailure.noAnswer(server, request.subject(), limit, e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw interrupted(request, e);
        }
    }

    private static ClusterException interrupted(ApiRequest request, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new ClusterException(
                ClusterException.Kind.UNREACHABLE, "The " + request.subject() + " was interrupted.", cause);
    }

    private ClusterException notKubernetes(ApiRequest request, Exception cause) {
        return new ClusterException(
                ClusterException.Kind.UNREACHABLE,
                "What answered at " + server + " to the " + request.subject()
                        + " did not send JSON, so it is not the API server (perhaps a proxy or a login page).",
                cause);
    }
}
