package io.jenkins.plugins.flinkdeploy.localcluster.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A registry that has nothing and answers every attempt to push with the same status and body. */
public final class RefusingRegistry implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final PlainHttpFront front;
    private final int status;
    private final byte[] body;

    public RefusingRegistry(int status, String body) throws IOException {
        this.status = status;
        this.body = body.getBytes(StandardCharsets.UTF_8);
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
        front = PlainHttpFront.start(loopback, 0, server.getAddress(), threads);
    }

    public String address() {
        return "127.0.0.1:" + front.port();
    }

    @Override
    public void close() throws IOException {
        front.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestURI().getPath().equals("/v2/")) {
                exchange.sendResponseHeaders(200, -1);
            } else if (!exchange.getRequestMethod().equals("POST")) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }
}
