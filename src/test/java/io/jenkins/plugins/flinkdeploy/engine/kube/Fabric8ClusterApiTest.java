package io.jenkins.plugins.flinkdeploy.engine.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException.Kind;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class Fabric8ClusterApiTest {
    private static final ResourceId ORDERS =
            new ResourceId("flink.apache.org/v1beta1", "FlinkDeployment", "streaming", "orders");
    private static final String ORDERS_PATH =
            "/apis/flink.apache.org/v1beta1/namespaces/streaming/flinkdeployments/orders";
    private static final String OBJECT =
            """
            {"apiVersion":"flink.apache.org/v1beta1","kind":"FlinkDeployment",
             "metadata":{"namespace":"streaming","name":"orders"},"spec":{"image":"a"}}""";

    private final KubernetesMockServer server = new KubernetesMockServer(false);
    private ClusterApi api;

    @Before
    public void connect() {
        server.init(InetAddress.getLoopbackAddress(), 0);
        api = ClusterConnection.of(server.url("/"), Optional.empty(), Optional.of(new Auth.Token("t0ken")), false)
                .connect();
    }

    @After
    public void disconnect() {
        api.close();
        server.destroy();
    }

    @Test
    public void get_passes_objects_through_unchanged_and_absence_is_empty() throws InterruptedException {
        server.expect().get().withPath(ORDERS_PATH).andReturn(200, OBJECT).once();
        assertThat(api.get(ORDERS)).contains(manifest(OBJECT));
        assertThat(server.takeRequest().getHeader("Authorization")).isEqualTo("Bearer t0ken");
        assertThat(api.get(ORDERS)).isEmpty();
    }

    @Test
    public void apply_is_strict_unforced_and_under_our_name() throws InterruptedException {
        String query = "?fieldManager=flink-deploy&fieldValidation=Strict&force=false";
        server.expect()
                .patch()
                .withPath(ORDERS_PATH + query)
                .andReturn(200, OBJECT)
                .once();
        assertThat(api.apply(manifest(OBJECT), false)).isEqualTo(manifest(OBJECT));
        RecordedRequest request = server.takeRequest();
        assertThat(request.getHeader("Content-Type")).startsWith("application/apply-patch+yaml");
        assertThat(Json.read(request.getBody().readUtf8())).isEqualTo(Json.read(OBJECT));

        server.expect()
                .patch()
                .withPath(ORDERS_PATH + "?dryRun=All&" + query.substring(1))
                .andReturn(200, OBJECT)
                .once();
        assertThat(api.apply(manifest(OBJECT), true)).isEqualTo(manifest(OBJECT));
    }

    @Test
    public void no_request_is_repeated_behind_the_callers_back() {
        server.expect()
                .post()
                .withPath("/apis/flink.apache.org/v1beta1/namespaces/streaming/flinkdeployments"
                        + "?fieldManager=flink-deploy&fieldValidation=Strict")
                .andReturn(503, "{\"message\":\"shutting down\"}")
                .always();
        int before = server.getRequestCount();
        assertThatThrownBy(() -> api.create(manifest(OBJECT)))
                .asInstanceOf(type(ClusterException.class))
                .satisfies(failure -> assertThat(failure.isTransient()).isTrue())
                .satisfies(failure -> assertThat(failure)
                        .hasMessageContaining("creation of FlinkDeployment streaming/orders")
                        .hasMessageContaining("shutting down"));
        assertThat(server.getRequestCount() - before).isEqualTo(1);
    }

    @Test
    public void lists_are_read_page_by_page_and_their_items_get_their_kind() {
        String path = "/api/v1/namespaces/streaming/pods?labelSelector=app%3Dorders&limit=500";
        server.expect()
                .get()
                .withPath(path)
                .andReturn(
                        200,
                        """
                {"kind":"PodList","metadata":{"continue":"more","resourceVersion":"7"},
                 "items":[{"metadata":{"name":"a"}}]}""")
                .once();
        server.expect()
                .get()
                .withPath("/api/v1/namespaces/streaming/pods?continue=more&labelSelector=app%3Dorders&limit=500")
                .andReturn(200, "{\"metadata\":{},\"items\":[{\"metadata\":{\"name\":\"b\"}}]}")
                .once();
        assertThat(api.list("v1", "Pod", "streaming", "app=orders"))
                .extracting(Manifest::kind, Manifest::name)
                .containsExactly(tuple("Pod", "a"), tuple("Pod", "b"));
    }

    @Test
    public void events_come_oldest_first_whatever_field_holds_their_time() {
        server.expect()
                .get()
                .withPath("/api/v1/namespaces/streaming/events?fieldSelector=involvedObject.name%3Dorders&limit=500")
                .andReturn(
                        200,
                        """
                        {"metadata":{},"items":[
                         {"metadata":{"name":"third"},"involvedObject":{"name":"orders"},"eventTime":"2026-01-01T10:00:03.123456Z","lastTimestamp":null},
                         {"metadata":{"name":"first"},"involvedObject":{"name":"orders"},"lastTimestamp":"2026-01-01T10:00:01Z"},
                         {"metadata":{"name":"other"},"involvedObject":{"name":"payments"},"lastTimestamp":"2026-01-01T10:00:01Z"},
                         {"metadata":{"name":"second"},"involvedObject":{"name":"orders"},"series":{"lastObservedTime":"2026-01-01T11:00:02+01:00"}}]}""")
                .once();
        assertThat(api.events("streaming", "orders"))
                .extracting(Manifest::name)
                .containsExactly("first", "second", "third");
    }

    @Test
    public void a_log_that_is_not_there_is_empty() {
        String path = "/api/v1/namespaces/streaming/pods/p/log?container=c&limitBytes=4194304&previous=%s&tailLines=20";
        server.expect()
                .get()
                .withPath(path.formatted(false))
                .andReturn(200, "one\ntwo\n")
                .once();
        assertThat(api.logTail("streaming", "p", "c", 20, false)).isEqualTo("one\ntwo\n");
        server.expect()
                .get()
                .withPath(path.formatted(true))
                .andReturn(
                        400,
                        """
                {"kind":"Status","message":"previous terminated container \\"c\\" not found"}""")
                .once();
        assertThat(api.logTail("streaming", "p", "c", 20, true)).isEmpty();
    }

    @Test
    public void services_are_reached_through_the_proxy() {
        server.expect()
                .get()
                .withPath("/api/v1/namespaces/streaming/services/orders-rest:rest/proxy/jobs/1/metrics?get=numRestarts")
                .andReturn(200, "[{\"id\":\"numRestarts\",\"value\":\"0\"}]")
                .once();
        assertThat(api.serviceProxyGet("streaming", "orders-rest", "rest", "/jobs/1/metrics?get=numRestarts")
                        .at("/0/value")
                        .asText())
                .isEqualTo("0");
    }

    @Test
    public void served_kinds_are_found_by_discovery() {
        server.expect()
                .get()
                .withPath("/apis/flink.apache.org/v1beta1")
                .andReturn(
                        200,
                        """
                {"kind":"APIResourceList","resources":[
                 {"name":"flinkdeployments","kind":"FlinkDeployment"},
                 {"name":"flinkdeployments/status","kind":"FlinkDeployment"}]}""")
                .always();
        assertThat(api.serves("flink.apache.org/v1beta1", "FlinkDeployment")).isTrue();
        assertThat(api.serves("flink.apache.org/v1beta1", "FlinkStateSnapshot")).isFalse();
        assertThat(api.serves("example.org/v1", "Thing")).isFalse();
    }

    @Test
    public void a_kind_with_an_odd_plural_is_found_by_discovery() {
        server.expect()
                .get()
                .withPath("/apis/example.org/v1")
                .andReturn(200, """
                {"resources":[{"name":"kubusi","kind":"Kubus"}]}""")
                .once();
        server.expect()
                .get()
                .withPath("/apis/example.org/v1/namespaces/n/kubusi/k")
                .andReturn(200, OBJECT)
                .always();
        ResourceId id = new ResourceId("example.org/v1", "Kubus", "n", "k");
        assertThat(api.get(id)).isPresent();
        assertThat(api.get(id)).isPresent();
    }

    @Test
    public void a_namespace_that_may_not_be_read_counts_as_existing() {
        server.expect()
                .get()
                .withPath("/api/v1/namespaces/there")
                .andReturn(200, "{}")
                .once();
        server.expect()
                .get()
                .withPath("/api/v1/namespaces/hidden")
                .andReturn(403, "{}")
                .once();
        assertThat(api.namespaceExists("there")).isTrue();
        assertThat(api.namespaceExists("hidden")).isTrue();
        assertThat(api.namespaceExists("nowhere")).isFalse();
    }

    @Test
    public void deleting_what_is_gone_does_nothing() {
        api.delete(ORDERS);
    }

    @Test
    public void something_else_than_an_api_server_is_noticed() throws IOException {
        withAnswer("<html>Log in", other -> assertThatThrownBy(() -> other.get(ORDERS))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("not the API server"));
    }

    @Test
    public void a_server_that_is_away_is_unreachable_at_once() {
        try (ClusterApi away = ClusterConnection.of("http://127.0.0.1:1", Optional.empty(), Optional.empty(), false)
                .connect()) {
            assertThatThrownBy(() -> away.get(ORDERS))
                    .asInstanceOf(type(ClusterException.class))
                    .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE))
                    .satisfies(failure -> assertThat(failure)
                            .hasMessageContaining("http://127.0.0.1:1")
                            .hasMessageContaining("get of FlinkDeployment streaming/orders"));
        }
    }

    @Test
    public void the_version_is_what_the_server_says() throws IOException {
        withAnswer("{\"gitVersion\":\"v1.31.2\"}", other -> assertThat(other.serverVersion())
                .isEqualTo("v1.31.2"));
    }

    /** A server that gives one answer to everything. */
    private static void withAnswer(String answer, Consumer<ClusterApi> test) throws IOException {
        HttpServer plain = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        plain.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, answer.length());
            exchange.getResponseBody().write(answer.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        plain.start();
        String url = "http://127.0.0.1:" + plain.getAddress().getPort();
        try (ClusterApi other = ClusterConnection.of(url, Optional.empty(), Optional.empty(), false)
                .connect()) {
            test.accept(other);
        } finally {
            plain.stop(0);
        }
    }

    private static Manifest manifest(String json) {
        return Json.read(json, Manifest.class);
    }
}
