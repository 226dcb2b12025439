package io.jenkins.plugins.flinkdeploy.localcluster.api;

import static io.jenkins.plugins.flinkdeploy.localcluster.api.ServedApi.CONFIG_MAPS;
import static io.jenkins.plugins.flinkdeploy.localcluster.api.ServedApi.MERGE;
import static io.jenkins.plugins.flinkdeploy.localcluster.api.ServedApi.PODS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.localcluster.api.ServedApi.Answer;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.Rule;
import org.junit.Test;

public class StreamsTest {
    private static final String POD =
            "{\"metadata\":{\"name\":\"p\",\"labels\":{\"a\":\"b\"}},\"spec\":{\"containers\":[{\"name\":\"main\",\"image\":\"x:1\","
                    + "\"ports\":[{\"name\":\"rest\",\"containerPort\":%d}]}]}}";

    @Rule
    public final ServedApi api = new ServedApi();

    @Test
    public void a_watch_over_plain_http_goes_on_from_a_revision() throws IOException {
        api.post(CONFIG_MAPS, "{\"metadata\":{\"name\":\"a\"}}");
        String since =
                api.get(CONFIG_MAPS).body().at("/metadata/resourceVersion").asText();
        api.post(CONFIG_MAPS, "{\"metadata\":{\"name\":\"b\"}}");

        try (BufferedReader events = open(CONFIG_MAPS + "?watch=true&resourceVersion=" + since)) {
            assertThat(event(events)).isEqualTo("ADDED b");
            api.patch(CONFIG_MAPS + "/a", MERGE, "{\"data\":{\"x\":\"y\"}}");
            assertThat(event(events)).isEqualTo("MODIFIED a");
            api.delete(CONFIG_MAPS + "/b");
            assertThat(event(events)).isEqualTo("DELETED b");
        }
    }

    @Test
    public void an_object_that_leaves_the_selection_is_told_as_deleted_and_one_that_joins_as_added()
            throws IOException {
        api.post(CONFIG_MAPS, "{\"metadata\":{\"name\":\"a\",\"labels\":{\"x\":\"y\"}}}");
        try (BufferedReader events = open(CONFIG_MAPS + "?watch=true&labelSelector=x=y")) {
            assertThat(event(events)).isEqualTo("ADDED a");
            api.patch(CONFIG_MAPS + "/a", MERGE, "{\"metadata\":{\"labels\":null}}");
            assertThat(event(events)).isEqualTo("DELETED a");
            api.patch(CONFIG_MAPS + "/a", MERGE, "{\"metadata\":{\"labels\":{\"x\":\"y\"}}}");
            assertThat(event(events)).isEqualTo("ADDED a");
        }
    }

    @Test
    public void dry_runs_and_writes_without_change_cause_no_event() throws IOException {
        api.post(CONFIG_MAPS, "{\"metadata\":{\"name\":\"a\"}}");
        try (BufferedReader events = open(CONFIG_MAPS + "?watch=true")) {
            assertThat(event(events)).isEqualTo("ADDED a");
            api.post(CONFIG_MAPS + "?dryRun=All", "{\"metadata\":{\"name\":\"b\"}}");
            api.patch(CONFIG_MAPS + "/a", MERGE, "{}");
            api.delete(CONFIG_MAPS + "/a?dryRun=All");
            api.post(CONFIG_MAPS, "{\"metadata\":{\"name\":\"c\"}}");
            assertThat(event(events)).isEqualTo("ADDED c");
        }
    }

    @Test
    public void a_watch_from_a_revision_that_never_was_is_told_to_list_again() throws IOException {
        try (BufferedReader events = open(CONFIG_MAPS + "?watch=true&resourceVersion=99999999")) {
            JsonNode event = Json.read(events.readLine());
            assertThat(event.path("type").asText()).isEqualTo("ERROR");
            assertThat(event.at("/object/code").asInt()).isEqualTo(410);
            assertThat(events.readLine()).isNull();
        }
    }

    @Test
    public void a_watch_ends_after_the_time_that_the_client_set() throws IOException {
        try (BufferedReader events = open(CONFIG_MAPS + "?watch=true&timeoutSeconds=1")) {
            assertThat(events.readLine()).isNull();
        }
    }

    @Test
    public void an_outage_breaks_watches_and_drops_connections_and_keeps_every_object() throws IOException {
        api.post(CONFIG_MAPS, "{\"metadata\":{\"name\":\"a\"}}");
        BufferedReader events = open(CONFIG_MAPS + "?watch=true");
        assertThat(event(events)).isEqualTo("ADDED a");
        int port = api.server().port();

        api.server().setOutage(true);
        assertThatThrownBy(() -> {
                    if (events.readLine() == null) {
                        throw new IOException("ended");
                    }
                })
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> api.get(CONFIG_MAPS)).hasCauseInstanceOf(IOException.class);

        api.server().setOutage(false);
        assertThat(api.server().port()).isEqualTo(port);
        assertThat(api.get(CONFIG_MAPS + "/a").code()).isEqualTo(200);
    }

    @Test
    public void logs_are_asked_of_the_node_with_everything_the_client_said() {
        List<PodLogRequest> asked = new ArrayList<>();
        api.server().logs(request -> {
            asked.add(request);
            return new ByteArrayInputStream("one\ntwo\n".getBytes(StandardCharsets.UTF_8));
        });
        api.post(PODS, POD.formatted(1));

        Answer log = api.get(PODS + "/p/log?tailLines=2&sinceSeconds=60&previous=true&timestamps=true");

        assertThat(log.body().asText()).isEqualTo("one\ntwo\n");
        assertThat(asked)
                .containsExactly(new PodLogRequest(
                        "default", "p", "main", Optional.of(2), Optional.of(Duration.ofMinutes(1)), true, false, true));
        assertThat(api.get(PODS + "/q/log").message()).isEqualTo("pods \"q\" not found");
        assertThat(api.get(PODS + "/p/log?container=x").message()).isEqualTo("container x is not valid for pod p");
    }

    @Test
    public void a_log_that_cannot_be_had_is_a_bad_request_with_the_reason() {
        api.server().logs(request -> {
            throw new IOException("container \"main\" in pod \"p\" is waiting to start: ContainerCreating");
        });
        api.post(PODS, POD.formatted(1));

        Answer refused = api.get(PODS + "/p/log");

        assertThat(refused.code()).isEqualTo(400);
        assertThat(refused.message()).endsWith("is waiting to start: ContainerCreating");
    }

    @Test
    public void a_followed_log_comes_as_it_is_written() throws IOException {
        PipedOutputStream container = new PipedOutputStream();
        PipedInputStream pipe = new PipedInputStream(container);
        api.server().logs(request -> pipe);
        api.post(PODS, POD.formatted(1));

        try (BufferedReader lines = open(PODS + "/p/log?follow=true")) {
            container.write("first\n".getBytes(StandardCharsets.UTF_8));
            container.flush();
            assertThat(lines.readLine()).isEqualTo("first");
            container.write("second\n".getBytes(StandardCharsets.UTF_8));
            container.close();
            assertThat(lines.readLine()).isEqualTo("second");
            assertThat(lines.readLine()).isNull();
        }
    }

    @Test
    public void the_service_proxy_reaches_a_ready_pod_by_name_of_port_and_hands_on_path_and_body() throws IOException {
        HttpServer pod = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        pod.createContext("/", exchange -> {
            byte[] answer = (exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                            + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(202, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        pod.start();
        try {
            api.post(PODS, POD.formatted(pod.getAddress().getPort()));
            api.post(
                    "/api/v1/namespaces/default/services",
                    "{\"metadata\":{\"name\":\"s\"},\"spec\":{\"selector\":{\"a\":\"b\"},\"ports\":[{\"name\":\"web\",\"port\":80,\"targetPort\":\"rest\"}]}}");
            String proxy = "/api/v1/namespaces/default/services/";

            assertThat(api.get(proxy + "s:web/proxy/overview").code()).isEqualTo(503);
            assertThat(api.get(proxy + "s:web/proxy/overview").message())
                    .isEqualTo("no endpoints available for service \"s:web\"");
            api.patch(
                    PODS + "/p/status",
                    MERGE,
                    "{\"status\":{\"podIP\":\"127.0.0.1\",\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}");

            assertThat(api.get(proxy + "s:web/proxy/jobs/a%20b?x=%26y").body().asText())
                    .isEqualTo("GET /jobs/a%20b?x=%26y ");
            assertThat(api.get(proxy + "http:s:80/proxy/").code()).isEqualTo(202);
            assertThat(api.get(proxy + "s/proxy").body().asText()).isEqualTo("GET / ");
            assertThat(api.post(proxy + "s:80/proxy/jars", "body").body().asText())
                    .isEqualTo("POST /jars body");
            assertThat(api.get(proxy + "t/proxy/").message()).isEqualTo("services \"t\" not found");
        } finally {
            pod.stop(0);
        }
    }

    @Test
    public void requests_are_counted_by_verb() {
        api.get(CONFIG_MAPS);
        api.get(CONFIG_MAPS + "/a");
        api.post(CONFIG_MAPS, "{\"metadata\":{\"name\":\"a\"}}");

        assertThat(api.server().requestsByVerb())
                .containsEntry("list", 1)
                .containsEntry("get", 1)
                .containsEntry("create", 1);
        assertThat(api.server().requestCount()).isEqualTo(3);
    }

    private BufferedReader open(String path) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(api.server().url() + path)).build();
        try {
            HttpResponse<InputStream> response =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static String event(BufferedReader events) throws IOException {
        JsonNode event = Json.read(events.readLine());
        return event.path("type").asText() + " "
                + event.at("/object/metadata/name").asText();
    }
}
