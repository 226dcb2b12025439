package io.jenkins.plugins.flinkdeploy.engine.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi.Subscription;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException.Kind;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.localcluster.api.LocalApiServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** The client against a server with real server-side apply, schemas and watches. */
@SuppressWarnings("try") // subscriptions are held open, not used
public class LocalApiServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ResourceId BOX = new ResourceId("example.org/v1", "Box", "default", "a");
    private static final String DEFINITION =
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: boxes.example.org}
            spec:
              group: example.org
              scope: Namespaced
              names: {kind: Box, listKind: BoxList, plural: boxes, singular: box}
              versions:
              - name: v1
                served: true
                storage: true
                subresources: {status: {}}
                schema:
                  openAPIV3Schema:
                    type: object
                    properties:
                      spec:
                        type: object
                        properties:
                          size: {type: integer, minimum: 1}
                          colour: {type: string}
            """;

    private LocalApiServer server;
    private ClusterApi api;

    @Before
    public void start() {
        server = LocalApiServer.start(0);
        server.installCrds(new ByteArrayInputStream(DEFINITION.getBytes(StandardCharsets.UTF_8)));
        api = ClusterConnection.of(server.url(), Optional.empty(), Optional.empty(), false)
                .connect();
    }

    @After
    public void stop() {
        api.close();
        server.close();
    }

    @Test
    public void a_dry_run_shows_the_object_and_creates_nothing() {
        assertThat(api.apply(box("{\"size\":1}"), true).at("/spec/size").asInt())
                .isEqualTo(1);
        assertThat(api.get(BOX)).isEmpty();
        api.apply(box("{\"size\":1}"), false);
        api.apply(box("{\"size\":2}"), true);
        assertThat(api.get(BOX).orElseThrow().at("/spec/size").asInt()).isEqualTo(1);
    }

    @Test
    public void an_unknown_field_is_refused_by_name() {
        assertThatThrownBy(() -> api.apply(box("{\"size\":1,\"colur\":\"red\"}"), true))
                .asInstanceOf(type(ClusterException.class))
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(Kind.REJECTED))
                .satisfies(refusal -> assertThat(refusal)
                        .hasMessageContaining("Box default/a")
                        .hasMessageContaining("does not know the field spec.colur"));
    }

    @Test
    public void a_value_outside_the_schema_is_refused_in_the_servers_words() {
        assertThatThrownBy(() -> api.apply(box("{\"size\":0}"), false))
                .asInstanceOf(type(ClusterException.class))
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(Kind.REJECTED))
                .satisfies(refusal -> assertThat(refusal).hasMessageContaining("spec.size"));
    }

    @Test
    public void a_field_of_another_manager_is_a_conflict_that_names_it() throws Exception {
        api.apply(box("{\"size\":1}"), false);
        applyAs("helm", "{\"colour\":\"red\"}");
        assertThatThrownBy(() -> api.apply(box("{\"size\":1,\"colour\":\"blue\"}"), false))
                .asInstanceOf(type(ClusterException.class))
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(Kind.CONFLICT))
                .satisfies(refusal ->
                        assertThat(refusal).hasMessageContaining("field manager \"helm\" owns .spec.colour"));
        assertThat(api.get(BOX).orElseThrow().textAt("/spec/colour")).contains("red");
    }

    @Test
    public void what_we_no_longer_apply_is_removed() {
        api.apply(box("{\"size\":1,\"colour\":\"red\"}"), false);
        assertThat(api.apply(box("{\"size\":1}"), false).textAt("/spec/colour")).isEmpty();
    }

    @Test
    public void replacing_an_object_that_changed_meanwhile_is_a_conflict() {
        Manifest read = api.apply(box("{\"size\":1}"), false);
        ObjectNode change = Json.object();
        change.putObject("spec").put("size", 2);
        api.patch(BOX, change);
        assertThatThrownBy(() -> api.replace(read))
                .asInstanceOf(type(ClusterException.class))
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(Kind.CONFLICT));
        assertThatThrownBy(() -> api.create(box("{\"size\":3}")))
                .asInstanceOf(type(ClusterException.class))
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(Kind.CONFLICT));
    }

    @Test
    public void names_are_generated_and_kinds_discovered() {
        ObjectNode unnamed = box("{\"size\":1}").toTree();
        ((ObjectNode) unnamed.get("metadata")).remove("name");
        ((ObjectNode) unnamed.get("metadata")).put("generateName", "made-");
        assertThat(api.create(Manifest.of(unnamed)).name()).startsWith("made-").hasSizeGreaterThan(5);
        assertThat(api.serves("example.org/v1", "Box")).isTrue();
        assertThat(api.serves("example.org/v1", "Crate")).isFalse();
        assertThat(api.namespaceExists("default")).isTrue();
        assertThat(api.namespaceExists("nowhere")).isFalse();
        assertThat(api.list("example.org/v1", "Box", "default", "")).hasSize(1);
        assertThat(api.serverVersion()).isNotBlank();
    }

    @Test
    public void a_missing_kind_or_namespace_is_not_found() {
        ResourceId crate = new ResourceId("example.org/v1", "Crate", "default", "a");
        ObjectNode tree = box("{}").toTree().put("kind", "Crate");
        assertThat(api.get(crate)).isEmpty();
        assertThatThrownBy(() -> api.apply(Manifest.of(tree), true))
                .asInstanceOf(type(ClusterException.class))
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(Kind.NOT_FOUND));
    }

    @Test
    public void a_watch_outlives_an_outage_and_tells_what_changed_in_it() {
        api.apply(box("{\"size\":1}"), false);
        List<Integer> sizes = new CopyOnWriteArrayList<>();
        List<String> changes = new CopyOnWriteArrayList<>();
        try (Subscription one = api.watch(
                        BOX,
                        state -> sizes.add(
                                state.map(m -> m.at("/spec/size").asInt()).orElse(0)));
                Subscription all = api.watchAll(
                        "example.org/v1",
                        "Box",
                        "default",
                        change -> changes.add(
                                (change.deleted() ? "-" : "+") + change.object().name()))) {
            await().atMost(PATIENCE).until(() -> !sizes.isEmpty() && !changes.isEmpty());
            api.apply(box("{\"size\":2}"), false);
            await().atMost(PATIENCE).until(() -> sizes.contains(2));

            server.setOutage(true);
            assertThatThrownBy(() -> api.get(BOX))
                    .asInstanceOf(type(ClusterException.class))
                    .satisfies(failure -> assertThat(failure.isTransient()).isTrue());
            server.setOutage(false);
            api.apply(box("{\"size\":3}"), false);
            await().atMost(PATIENCE).until(() -> sizes.contains(3));
            api.delete(BOX);
            await().atMost(PATIENCE).until(() -> changes.contains("-a"));
            await().atMost(PATIENCE).until(() -> sizes.get(sizes.size() - 1) == 0);
        }
    }

    private void applyAs(String manager, String spec) throws IOException, InterruptedException {
        URI uri = URI.create(server.url() + "/apis/example.org/v1/namespaces/default/boxes/a?fieldManager=" + manager);
        HttpResponse<String> answer = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(
                        HttpRequest.newBuilder(uri)
                                .header("Content-Type", "application/apply-patch+yaml")
                                .method("PATCH", HttpRequest.BodyPublishers.ofString(Json.write(box(spec))))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static Manifest box(String spec) {
        return Json.read(
                "{\"apiVersion\":\"example.org/v1\",\"kind\":\"Box\",\"metadata\":{\"namespace\":\"default\",\"name\":\"a\"},\"spec\":"
                        + spec + "}",
                Manifest.class);
    }
}
