package io.jenkins.plugins.flinkdeploy.localcluster.api;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Hands requests on to a pod, as the proxy subresource of services does. */
final class ServiceProxy {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final Duration ANSWER_LIMIT = Duration.ofMinutes(5);
    private static final Set<String> FORWARDED = Set.of("accept", "content-type", "authorization", "range");

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .build();
    private volatile ServiceAddresses addresses;

    ServiceProxy(ServiceAddresses addresses) {
        this.addresses = addresses;
    }

    void addresses(ServiceAddresses source) {
        addresses = source;
    }

    /**
     * @param target {@code [scheme:]name[:port]}
     * @param path path with its query, starting with a slash
     */
    ApiResponse forward(String namespace, String target, String path, ApiRequest request) {
        String[] parts = target.split(":", -1);
        String scheme = parts.length == 3 && parts[0].equals("https") ? "https" : "http";
        String service = parts.length == 3 ? parts[1] : parts[0];
        String port = parts.length == 1 ? "" : parts[parts.length - 1];
        InetSocketAddress address = addresses
                .resolve(namespace, service, port)
                .orElseThrow(() -> Failures.unavailable("no endpoints available for service \"%s\"".formatted(target)));
        try {
            HttpRequest.Builder forwarded = HttpRequest.newBuilder(
                            URI.create(scheme + "://" + address.getHostString() + ":" + address.getPort() + path))
                    .timeout(ANSWER_LIMIT)
                    .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
            request.headers().forEach((name, value) -> {
                if (FORWARDED.contains(name)) {
                    forwarded.header(name, value);
                }
            });
            HttpResponse<byte[]> answer = client.send(forwarded.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new ApiResponse.Body(
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse("application/octet-stream"),
                    answer.body(),
                    List.of());
        } catch (IOException e) {
            throw Failures.unavailable("error trying to reach service: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.unavailable("error trying to reach service: the API server is stopping");
        }
    }
}
