package io.jenkins.plugins.flinkdeploy.localcluster.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** Passes requests on to a registry, except for those that a test wants to go wrong. */
public final class FaultyRegistry implements AutoCloseable {
    private static final Set<String> NOT_PASSED_ON =
            Set.of("host", "connection", "content-length", "transfer-encoding", "upgrade", "expect");

    /** May answer a request instead of the registry. */
    @FunctionalInterface
    public interface Fault {
        /** Returns whether it answered. */
        boolean answer(HttpExchange exchange, byte[] fromRegistry) throws IOException;
    }

    /** @param before whether the fault comes before the registry learns of the request */
    private record Planned(String method, String path, boolean before, Fault fault) {
        boolean matches(HttpExchange exchange) {
            return exchange.getRequestMethod().equals(method)
                    && exchange.getRequestURI().getPath().matches(path);
        }
    }

    private final List<Planned> planned = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpServer server;
    private final Optional<PlainHttpFront> front;
    private final String target;
    private volatile Fault guard = (exchange, none) -> false;

    public FaultyRegistry(String target) throws IOException {
        this.target = target;
        InetAddress loopback = loopback();
        server = start(HttpServer.create(new InetSocketAddress(loopback, 0), 0));
        front = Optional.of(PlainHttpFront.start(loopback, 0, server.getAddress(), threads));
    }

    /** One that speaks TLS. */
    public FaultyRegistry(String target, SSLContext tls) throws IOException {
        this.target = target;
        HttpsServer https = HttpsServer.create(new InetSocketAddress(loopback(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(tls));
        server = start(https);
        front = Optional.empty();
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    private HttpServer start(HttpServer created) {
        created.createContext("/", this::handle);
        created.setExecutor(threads);
        created.start();
        return created;
    }

    public String address() {
        return "127.0.0.1:"
                + front.map(PlainHttpFront::port)
                        .orElseGet(() -> server.getAddress().getPort());
    }

    /** Is asked first about all requests. */
    public void guardedBy(Fault newGuard) {
        guard = newGuard;
    }

    /** What was asked, for instance {@code PATCH /v2/team/app/blobs/uploads/…}. */
    public List<String> requests() {
        return requests;
    }

    /** Answers the next so many requests with a status. */
    public void failNext(int times, String method, String path, int status, String body, String... headers) {
        for (int i = 0; i < times; i++) {
            planned.add(new Planned(method, path, true, (exchange, none) -> {
                for (int h = 0; h < headers.length; h += 2) {
                    exchange.getResponseHeaders().add(headers[h], headers[h + 1]);
                }
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
                return true;
            }));
        }
    }

    /** Hands the registry's answer to the next such request to the fault. */
    public void changeNext(String method, String path, Fault fault) {
        planned.add(new Planned(method, path, false, fault));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (guard.answer(exchange, body)) {
                return;
            }
            Planned plan = planned.stream()
                    .filter(each -> each.matches(exchange))
                    .findFirst()
                    .filter(planned::remove)
                    .orElse(null);
            if (plan != null && plan.before() && plan.fault().answer(exchange, new byte[0])) {
                return;
            }
            HttpResponse<byte[]> answer = passOn(exchange, body);
            if (plan == null || plan.before() || !plan.fault().answer(exchange, answer.body())) {
                reply(exchange, answer);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<byte[]> passOn(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + target + exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private void reply(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        answer.headers().map().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("content-length") && !name.equalsIgnoreCase("transfer-encoding")) {
                values.forEach(value -> exchange.getResponseHeaders()
                        .add(name, value.replace("http://" + target, scheme() + address())));
            }
        });
        if (exchange.getRequestMethod().equals("HEAD")) {
            answer.headers().firstValue("content-length").ifPresent(length -> exchange.getResponseHeaders()
                    .set("Content-Length", length));
            exchange.sendResponseHeaders(answer.statusCode(), -1);
            return;
        }
        boolean empty = answer.body().length == 0 || answer.statusCode() == HttpURLConnection.HTTP_NO_CONTENT;
        exchange.sendResponseHeaders(answer.statusCode(), empty ? -1 : answer.body().length);
        if (!empty) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(answer.body());
            }
        }
    }

    private String scheme() {
        return front.isPresent() ? "http://" : "https://";
    }

    @Override
    public void close() throws IOException {
        if (front.isPresent()) {
            front.get().close();
        }
        server.stop(0);
        threads.shutdownNow();
    }
}
