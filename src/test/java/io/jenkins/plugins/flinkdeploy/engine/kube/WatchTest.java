package io.jenkins.plugins.flinkdeploy.engine.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi.Change;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi.Subscription;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.localcluster.api.LocalApiServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

@SuppressWarnings("try") // subscriptions are held open, not used
public class WatchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LocalApiServer server = LocalApiServer.start(0);
    private Fabric8ClusterApi api;

    @Before
    public void connect() {
        server.createNamespace("streaming");
        api = (Fabric8ClusterApi) ClusterConnection.of(server.url(), Optional.empty(), Optional.empty(), false)
                .connect();
    }

    @After
    public void disconnect() {
        api.close();
        server.close();
    }

    @Test
    public void a_listener_hears_of_absence_creation_change_and_deletion() {
        List<Optional<String>> seen = new CopyOnWriteArrayList<>();
        try (Subscription ignored =
                api.watch(configMap("a").id(), state -> seen.add(state.flatMap(m -> m.textAt("/data/x"))))) {
            await().atMost(PATIENCE).until(() -> seen.contains(Optional.<String>empty()));
            api.create(configMap("a", "1"));
            await().atMost(PATIENCE).until(() -> last(seen).equals(Optional.of("1")));
            api.patch(configMap("a").id(), (ObjectNode) Json.read("{\"data\":{\"x\":\"2\"}}"));
            await().atMost(PATIENCE).until(() -> last(seen).equals(Optional.of("2")));
            api.delete(configMap("a").id());
            await().atMost(PATIENCE).until(() -> last(seen).isEmpty());
        }
    }

    @Test
    public void all_listeners_of_a_kind_share_one_connection_that_closes_with_the_last() {
        api.create(configMap("a", "1"));
        List<Manifest> first = new CopyOnWriteArrayList<>();
        List<Change> second = new CopyOnWriteArrayList<>();
        Subscription one = api.watch(configMap("a").id(), state -> state.ifPresent(first::add));
        Subscription all = api.watchAll("v1", "ConfigMap", "streaming", second::add);
        assertThat(api.openWatches()).isEqualTo(1);
        await().atMost(PATIENCE).until(() -> !first.isEmpty() && !second.isEmpty());
        one.close();
        one.close();
        assertThat(api.openWatches()).isEqualTo(1);
        api.create(configMap("b", "1"));
        await().atMost(PATIENCE).until(() -> second.stream()
                .anyMatch(change -> change.object().name().equals("b")));
        all.close();
        assertThat(api.openWatches()).isZero();
    }

    @Test
    public void a_watch_of_a_kind_tells_what_is_there_and_marks_deletions() {
        api.create(configMap("a", "1"));
        List<String> told = new CopyOnWriteArrayList<>();
        try (Subscription ignored = api.watchAll(
                "v1",
                "ConfigMap",
                "streaming",
                change -> told.add(
                        (change.deleted() ? "-" : "+") + change.object().name()))) {
            await().atMost(PATIENCE).until(() -> told.contains("+a"));
            api.delete(configMap("a").id());
            await().atMost(PATIENCE).until(() -> told.contains("-a"));
            assertThat(told).containsExactly("+a", "-a");
        }
    }

    @Test
    public void a_listener_that_joins_late_hears_the_present_state() {
        api.create(configMap("a", "1"));
        List<Manifest> early = new CopyOnWriteArrayList<>();
        List<Manifest> late = new CopyOnWriteArrayList<>();
        try (Subscription ignored = api.watch(configMap("a").id(), state -> state.ifPresent(early::add))) {
            await().atMost(PATIENCE).until(() -> !early.isEmpty());
            try (Subscription alsoIgnored = api.watch(configMap("a").id(), state -> state.ifPresent(late::add))) {
                await().atMost(PATIENCE).until(() -> !late.isEmpty());
            }
        }
        assertThat(late.get(0).textAt("/data/x")).contains("1");
        assertThat(late.get(0).apiVersion()).isEqualTo("v1");
        assertThat(late.get(0).kind()).isEqualTo("ConfigMap");
    }

    @Test
    public void many_watches_at_once_need_no_more_than_the_few_threads_and_a_blocked_listener_stops_only_itself()
            throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        List<Subscription> open = new ArrayList<>();
        List<String> heard = new CopyOnWriteArrayList<>();
        try {
            open.add(api.watch(configMap("stuck").id(), state -> awaitQuietly(release)));
            for (int i = 0; i < 40; i++) {
                String namespace = "n" + i;
                open.add(api.watch(new ResourceId("v1", "ConfigMap", namespace, "x"), state -> heard.add(namespace)));
            }
            await().atMost(PATIENCE).until(() -> heard.size() >= 40);
            long threads = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("flink-deploy-cluster-"))
                    .count();
            assertThat(threads).isLessThanOrEqualTo(4);
        } finally {
            release.countDown();
            open.forEach(Subscription::close);
        }
    }

    @Test
    public void a_listener_that_throws_is_called_again() {
        List<Optional<Manifest>> calls = new CopyOnWriteArrayList<>();
        try (Subscription ignored = api.watch(configMap("a").id(), state -> {
            calls.add(state);
            throw new IllegalStateException("listener of this test");
        })) {
            await().atMost(PATIENCE).until(() -> !calls.isEmpty());
            api.create(configMap("a", "1"));
            await().atMost(PATIENCE).until(() -> last(calls).isPresent());
        }
    }

    private static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Manifest configMap(String name) {
        return configMap(name, "");
    }

    private static Manifest configMap(String name, String x) {
        return Json.read(
                "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"namespace\":\"streaming\",\"name\":\""
                        + name + "\"},\"data\":{\"x\":\"" + x + "\"}}",
                Manifest.class);
    }
}
