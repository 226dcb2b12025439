package io.jenkins.plugins.flinkdeploy.engine.kube;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.rules.ExternalResource;

/** An API server that gives the answers it was told to give, by path without its query, and 404 to everything else. */
public final class Answers extends ExternalResource {
    private record Answer(int code, String body) {}

    private static final String NOT_FOUND =
            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"NotFound\",\"code\":404}";

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private HttpServer server;
    private ClusterApi cluster;

    @Override
    protected void before() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            Answer answer = answers.getOrDefault(exchange.getRequestURI().getPath(), new Answer(404, NOT_FOUND));
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.code(), body.length);
            exchange.getResponseBody().write(body);
            exchange.getResponseBody().close();
        });
        server.start();
        cluster = ClusterConnection.of(
                        "http://127.0.0.1:" + server.getAddress().getPort(), Optional.empty(), Optional.empty(), false)
                .connect();
    }

    @Override
    protected void after() {
        cluster.close();
        server.stop(0);
    }

    public ClusterApi cluster() {
        return cluster;
    }

    public Answers deployment(String json) {
        return on("/apis/flink.apache.org/v1beta1/namespaces/streaming/flinkdeployments/orders-main", json);
    }

    public Answers sessionJobs(String items) {
        return on("/apis/flink.apache.org/v1beta1/namespaces/streaming/flinksessionjobs", list(items));
    }

    public Answers pods(String items) {
        return on("/api/v1/namespaces/streaming/pods", list(items));
    }

    public Answers revisions(String items) {
        return on("/apis/apps/v1/namespaces/streaming/controllerrevisions", list(items));
    }

    public Answers flink(String path, String json) {
        return on("/api/v1/namespaces/streaming/services/orders-main-rest:rest/proxy" + path, json);
    }

    public Answers on(String path, String json) {
        answers.put(path, new Answer(200, json));
        return this;
    }

    /** The log of a pod of orders-main, each line begun by its time. */
    public Answers log(String pod, String text) {
        return on("/api/v1/namespaces/streaming/pods/" + pod + "/log", text);
    }

    public Answers fails(String path, int code, String message) {
        answers.put(
                path,
                new Answer(
                        code,
                        "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"message\":\"" + message
                                + "\",\"code\":" + code + "}"));
        return this;
    }

    private static String list(String items) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[" + items
                + "]}";
    }
}
