package io.jenkins.plugins.flinkdeploy.engine.checkup;

import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.status.ClusterState;
import io.jenkins.plugins.flinkdeploy.engine.status.ClusterStatus;
import io.jenkins.plugins.flinkdeploy.engine.status.FlinkStatus;
import io.jenkins.plugins.flinkdeploy.engine.status.Gap;
import io.jenkins.plugins.flinkdeploy.engine.status.JobStatus;
import io.jenkins.plugins.flinkdeploy.engine.status.PodStatus;
import io.jenkins.plugins.flinkdeploy.engine.status.VersionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A status of the cluster orders-main, with one job "Orders" and two task managers, changed one thing at a time. */
final class SeenCluster {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final List<Gap> gaps = new ArrayList<>();
    private final List<PodStatus> more = new ArrayList<>();
    private final ClusterState state;
    private Instant at = NOW;
    private Duration age = Duration.ofHours(1);
    private String unready = "";
    private String job = "RUNNING";
    private OptionalInt expected = OptionalInt.of(2);
    private OptionalInt registered = OptionalInt.of(2);

    private SeenCluster(ClusterState state) {
        this.state = state;
    }

    static SeenCluster running() {
        return in(ClusterState.RUNNING);
    }

    static SeenCluster in(ClusterState state) {
        return new SeenCluster(state);
    }

    SeenCluster after(Duration later) {
        at = NOW.plus(later);
        return this;
    }

    SeenCluster podsOfAge(Duration duration) {
        age = duration;
        return this;
    }

    SeenCluster unready(String component) {
        unready = component;
        return this;
    }

    SeenCluster registered(int count) {
        registered = OptionalInt.of(count);
        return this;
    }

    SeenCluster expecting(int count) {
        expected = count < 0 ? OptionalInt.empty() : OptionalInt.of(count);
        return this;
    }

    SeenCluster silent(String why) {
        registered = OptionalInt.empty();
        return gap("jobs", why);
    }

    SeenCluster gap(String part, String why) {
        gaps.add(new Gap(part, why));
        return this;
    }

    SeenCluster evicted(String name) {
        more.add(new PodStatus(
                name,
                "taskmanager",
                Optional.empty(),
                "Failed",
                false,
                true,
                Optional.of(NOW.minusSeconds(600)),
                0,
                List.of("Evicted: the node was low on memory")));
        return this;
    }

    SeenCluster job(String word) {
        job = word;
        return this;
    }

    ClusterStatus status() {
        List<PodStatus> pods = new ArrayList<>(List.of(
                pod("orders-main-1", "jobmanager"),
                pod("orders-main-2", "taskmanager"),
                pod("orders-main-3", "taskmanager")));
        pods.addAll(more);
        return new ClusterStatus(
                new ResourceId(ResourceId.FLINK_API, "FlinkDeployment", "streaming", "orders-main"),
                Map.of(),
                state,
                Optional.empty(),
                false,
                false,
                new VersionStatus(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                Map.of(),
                Optional.empty(),
                expected,
                new FlinkStatus(
                        Optional.empty(), Optional.empty(), registered, OptionalInt.empty(), OptionalInt.empty()),
                pods,
                List.of(new JobStatus(
                        "Orders",
                        Optional.of("orders-main"),
                        job,
                        Optional.of("1"),
                        Optional.of(NOW.minus(Duration.ofHours(3))),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                gaps,
                at);
    }

    private PodStatus pod(String name, String component) {
        return new PodStatus(
                name,
                component,
                Optional.of("node-a"),
                "Running",
                !component.equals(unready),
                false,
                Optional.of(at.minus(age)),
                0,
                List.of());
    }
}
