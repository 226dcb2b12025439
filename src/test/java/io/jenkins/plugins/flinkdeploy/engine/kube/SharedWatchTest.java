package io.jenkins.plugins.flinkdeploy.engine.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi.Change;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.After;
import org.junit.Test;

/** What a watch does when connections end, with connections that end when the test says so. */
public class SharedWatchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final WatchKey KEY = new WatchKey("v1", "Pod", "streaming");

    private final ScheduledExecutorService pool = Executors.newScheduledThreadPool(2);
    private final ScriptedSource source = new ScriptedSource();
    private final SharedWatches watches = new SharedWatches(source, pool);
    private final List<String> kinds = new CopyOnWriteArrayList<>();
    private final List<Optional<Manifest>> single = new CopyOnWriteArrayList<>();

    @After
    public void stop() {
        watches.close();
        pool.shutdownNow();
    }

    @Test
    public void what_changed_while_the_connection_was_lost_is_told_after_it_is_back() {
        source.put("kept", "1");
        source.put("changed", "1");
        source.put("deleted", "1");
        listen();
        await().atMost(PATIENCE).until(() -> source.open.size() == 1 && kinds.size() == 3);
        kinds.clear();

        source.put("changed", "2");
        source.put("added", "1");
        source.remove("deleted");
        source.open.get(0).ended(Optional.of(new IllegalStateException("too old resource version (410)")));

        await().atMost(PATIENCE).until(() -> kinds.size() == 3);
        assertThat(kinds).containsExactlyInAnyOrder("+changed", "+added", "-deleted");
        await().atMost(PATIENCE).until(() -> single.get(single.size() - 1).isEmpty());
    }

    @Test
    public void a_listener_of_one_object_is_called_after_every_reconnect_even_when_nothing_changed() {
        source.put("deleted", "1");
        listen();
        await().atMost(PATIENCE).until(() -> source.open.size() == 1 && !single.isEmpty());
        int before = single.size();
        source.open.get(0).ended(Optional.empty());
        await().atMost(PATIENCE).until(() -> single.size() > before);
        assertThat(kinds).containsExactly("+deleted");
    }

    @Test
    public void while_the_server_is_away_the_watch_goes_on_trying() {
        source.away = true;
        listen();
        await().atMost(PATIENCE).until(() -> source.lists >= 3);
        assertThat(single).isEmpty();
        source.away = false;
        await().atMost(PATIENCE).until(() -> !single.isEmpty());
    }

    @Test
    public void what_an_old_connection_still_says_is_not_heard() {
        listen();
        await().atMost(PATIENCE).until(() -> source.open.size() == 1);
        source.open.get(0).ended(Optional.empty());
        await().atMost(PATIENCE).until(() -> source.open.size() == 2);
        source.open.get(0).changed(new Change(pod("ghost", "1"), false));
        source.open.get(0).ended(Optional.empty());
        source.open.get(1).changed(new Change(pod("real", "1"), false));
        await().atMost(PATIENCE).until(() -> kinds.contains("+real"));
        assertThat(kinds).containsExactly("+real");
        assertThat(source.open).hasSize(2);
    }

    @Test
    public void pauses_grow_to_a_limit_and_are_spread() {
        Backoff earliest = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(15), () -> 0.0);
        Backoff latest = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(15), () -> 0.999);
        assertThat(earliest.pause(1)).isEqualTo(Duration.ofMillis(250));
        assertThat(earliest.pause(2)).isEqualTo(Duration.ofMillis(500));
        assertThat(earliest.pause(1000)).isEqualTo(Duration.ofMillis(7500));
        assertThat(latest.pause(1000)).isBetween(Duration.ofSeconds(14), Duration.ofSeconds(15));
    }

    private void listen() {
        watches.subscribe(
                KEY,
                new KindListener(
                        object -> true,
                        change -> kinds.add(
                                (change.deleted() ? "-" : "+") + change.object().name()),
                        pool));
        watches.subscribe(
                KEY, new ObjectListener(new ResourceId("v1", "Pod", "streaming", "deleted"), single::add, pool));
    }

    private static Manifest pod(String name, String version) {
        return Json.read(
                "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"namespace\":\"streaming\",\"name\":\"" + name
                        + "\",\"resourceVersion\":\"" + version + "\"}}",
                Manifest.class);
    }

    private static final class ScriptedSource implements WatchSource {
        final List<Events> open = new CopyOnWriteArrayList<>();
        volatile boolean away;
        volatile int lists;
        private final Map<String, Manifest> objects = new TreeMap<>();

        synchronized void put(String name, String version) {
            objects.put(name, pod(name, version));
        }

        synchronized void remove(String name) {
            objects.remove(name);
        }

        @Override
        public synchronized Listing list(WatchKey key) {
            lists++;
            if (away) {
                throw new ClusterException(ClusterException.Kind.UNREACHABLE, "away", null);
            }
            return new Listing(List.copyOf(objects.values()), "1");
        }

        @Override
        public AutoCloseable open(WatchKey key, String resourceVersion, Duration limit, Events events) {
            open.add(events);
            return () -> {};
        }
    }
}
