package io.jenkins.plugins.flinkdeploy.engine.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.localcluster.api.LocalApiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** An API server that is busy, away, or asks for another token than before. */
@SuppressWarnings("try") // subscriptions are held open, not used
public class ApiTroubleTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ResourceId MAP = new ResourceId("v1", "ConfigMap", "streaming", "a");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final LocalApiServer server = LocalApiServer.start(0);
    private Path token;
    private ClusterApi api;

    @Before
    public void connect() throws IOException {
        server.createNamespace("streaming");
        token = Files.writeString(folder.getRoot().toPath().resolve("token"), "one");
        Path kubeconfig = Files.writeString(
                folder.getRoot().toPath().resolve("kubeconfig"),
                """
                apiVersion: v1
                kind: Config
                current-context: here
                clusters: [{name: here, cluster: {server: "%s"}}]
                users: [{name: me, user: {tokenFile: "%s"}}]
                contexts: [{name: here, context: {cluster: here, user: me}}]
                """
                        .formatted(server.url(), token));
        server.requireToken("one");
        api = ClusterConnection.ofKubeconfigFile(kubeconfig, Optional.empty()).connect();
    }

    @After
    public void disconnect() {
        api.close();
        server.close();
    }

    @Test
    public void a_busy_server_is_asked_again_after_the_time_it_names() {
        server.setBusy(2, 0);
        assertThat(api.create(map("1")).textAt("/data/x")).contains("1");
        assertThat(server.requestsOf("flink-deploy").get("create configmaps")).isEqualTo(1);
    }

    @Test
    public void a_server_that_stays_busy_is_an_outage() {
        server.setBusy(1000, 0);
        assertThatThrownBy(() -> api.get(MAP))
                .asInstanceOf(type(ClusterException.class))
                .satisfies(failure -> assertThat(failure.isTransient()).isTrue());
    }

    @Test
    public void a_server_that_names_a_long_time_is_not_waited_for_on_a_shared_thread() {
        server.setBusy(1, 3600);
        assertThatThrownBy(() -> api.get(MAP))
                .hasMessageContaining("429")
                .asInstanceOf(type(ClusterException.class))
                .satisfies(failure -> assertThat(failure.retryAfter()).contains(Duration.ofHours(1)));
        assertThat(api.get(MAP)).isEmpty();
    }

    @Test
    public void a_token_that_is_refused_is_read_again_at_once() throws IOException {
        assertThat(api.get(MAP)).isEmpty();
        server.requireToken("two");
        assertThatThrownBy(() -> api.get(MAP))
                .asInstanceOf(type(ClusterException.class))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(ClusterException.Kind.UNAUTHORIZED));
        Files.writeString(token, "two");
        await().atMost(PATIENCE).ignoreExceptions().until(() -> api.get(MAP).isEmpty());
    }

    @Test
    public void a_watch_outlives_an_outage_after_which_the_server_asks_for_another_token() throws IOException {
        List<String> seen = new CopyOnWriteArrayList<>();
        try (ClusterApi.Subscription ignored = api.watch(
                MAP,
                state -> seen.add(state.flatMap(map -> map.textAt("/data/x")).orElse("none")))) {
            await().atMost(PATIENCE).until(() -> seen.contains("none"));
            api.create(map("1"));
            await().atMost(PATIENCE).until(() -> seen.contains("1"));
            server.setOutage(true);
            server.requireToken("two");
            Files.writeString(token, "two");
            server.setOutage(false);
            await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                api.delete(MAP);
                return true;
            });
            await().atMost(PATIENCE).until(() -> seen.get(seen.size() - 1).equals("none"));
        }
    }

    @Test
    public void an_object_that_changed_is_not_deleted_as_it_was_seen() {
        Manifest seen = api.create(map("1"));
        api.replace(map("2"));
        assertThatThrownBy(() -> api.deleteAsSeen(seen))
                .asInstanceOf(type(ClusterException.class))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(ClusterException.Kind.CONFLICT));
        api.deleteAsSeen(api.get(MAP).orElseThrow());
        assertThat(api.get(MAP)).isEmpty();
        api.deleteAsSeen(seen);
    }

    private static Manifest map(String x) {
        return Json.read(
                "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"namespace\":\"streaming\",\"name\":\"a\"},"
                        + "\"data\":{\"x\":\"" + x + "\"}}",
                Manifest.class);
    }
}
