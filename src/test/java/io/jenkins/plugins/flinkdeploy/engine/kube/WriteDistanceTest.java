package io.jenkins.plugins.flinkdeploy.engine.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.Test;

public class WriteDistanceTest {
    private static final ResourceId JOB =
            new ResourceId("flink.apache.org/v1beta1", "FlinkDeployment", "streaming", "orders-main");

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1000);
    private final List<Duration> pauses = new ArrayList<>();
    private final WriteDistance distance = new WriteDistance(now::get, this::sleep);
    private final Watched watched = new Watched();
    private Runnable meanwhile = () -> {};

    @Test
    public void a_resource_that_the_operator_has_just_changed_is_written_half_a_second_later() {
        changed(JOB);
        now.addAndGet(Duration.ofMillis(200).toNanos());

        distance.keep(JOB);

        assertThat(pauses).containsExactly(Duration.ofMillis(300));
    }

    @Test
    public void a_change_while_it_waits_begins_the_wait_anew() {
        changed(JOB);
        meanwhile = () -> {
            meanwhile = () -> {};
            changed(JOB);
        };

        distance.keep(JOB);

        assertThat(pauses).containsExactly(Duration.ofMillis(500), Duration.ofMillis(500));
    }

    @Test
    public void a_resource_that_is_at_rest_or_another_one_is_written_at_once() {
        changed(JOB);
        distance.keep(new ResourceId(JOB.apiVersion(), JOB.kind(), JOB.namespace(), "another"));
        now.addAndGet(Duration.ofMillis(500).toNanos());
        distance.keep(JOB);

        assertThat(pauses).isEmpty();
    }

    @Test
    public void a_resource_that_never_comes_to_rest_is_written_after_five_seconds() {
        changed(JOB);
        meanwhile = () -> changed(JOB);

        distance.keep(JOB);

        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    public void objects_of_other_owners_are_not_waited_for() {
        ResourceId pod = new ResourceId("v1", "Pod", "streaming", "orders-main-1");
        changed(pod);

        distance.keep(pod);

        assertThat(pauses).isEmpty();
        assertThat(watched.heard)
                .as("what the watch tells goes on to who listens")
                .containsExactly(pod);
    }

    @Test
    public void an_interrupted_wait_ends_and_stays_interrupted() {
        WriteDistance interrupted = new WriteDistance(now::get, nanos -> {
            throw new InterruptedException();
        });
        watched.of(interrupted, JOB);

        interrupted.keep(JOB);

        assertThat(Thread.interrupted()).isTrue();
    }

    private void sleep(long nanos) {
        pauses.add(Duration.ofNanos(nanos));
        now.addAndGet(nanos);
        meanwhile.run();
    }

    private void changed(ResourceId id) {
        watched.of(distance, id);
    }

    /** A watch that tells one change of an object. */
    private static final class Watched implements WatchSource, WatchSource.Events {
        private final List<ResourceId> heard = new ArrayList<>();
        private ResourceId next;

        void of(WriteDistance noting, ResourceId id) {
            next = id;
            noting.noting(this).open(WatchKey.of(id), "1", Duration.ofMinutes(1), this);
        }

        @Override
        public Listing list(WatchKey key) {
            return new Listing(List.of(), "1");
        }

        @Override
        public AutoCloseable open(WatchKey key, String resourceVersion, Duration limit, Events events) {
            ObjectNode object =
                    Json.object().put("apiVersion", next.apiVersion()).put("kind", next.kind());
            object.putObject("metadata").put("namespace", next.namespace()).put("name", next.name());
            events.changed(new ClusterApi.Change(Manifest.of(object), false));
            return () -> {};
        }

        @Override
        public void changed(ClusterApi.Change change) {
            heard.add(change.object().id());
        }

        @Override
        public void alive() {}

        @Override
        public void ended(Optional<Throwable> cause) {}
    }
}
