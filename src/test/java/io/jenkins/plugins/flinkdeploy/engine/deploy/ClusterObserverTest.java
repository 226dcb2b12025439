package io.jenkins.plugins.flinkdeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.localcluster.api.LocalApiServer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class ClusterObserverTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private LocalApiServer server;
    private ClusterApi cluster;
    private Clock clock = Clock.fixed(START, ZoneOffset.UTC);

    @Before
    public void start() {
        server = LocalCrd.start();
        cluster = LocalCrd.connect(server);
        cluster.create(Manifest.of(Json.read(
                        """
                {"apiVersion": "flink.apache.org/v1beta1", "kind": "FlinkDeployment",
                 "metadata": {"name": "orders-main", "namespace": "streaming"}, "spec": {"image": "img:1"}}
                """)
                .deepCopy()));
    }

    @After
    public void stop() {
        cluster.close();
        server.close();
    }

    @Test
    public void a_resource_whose_watch_stays_silent_is_read_directly_after_a_while() {
        ClusterObserver observer = new ClusterObserver(
                Play.RESOURCE, (namespace, deployment, job) -> Optional.empty(), movingClock(), () -> {});
        observer.open(silent(cluster), Play.RESOURCE.name(), Optional.empty());

        assertThat(observer.observe(Inquiry.NOTHING)).as("nothing was told yet").isEmpty();
        clock = Clock.offset(clock, Duration.ofMinutes(1));

        assertThat(observer.observe(Inquiry.NOTHING))
                .hasValueSatisfying(seen -> assertThat(seen.resource()).isPresent());
        observer.close();
    }

    @Test
    public void an_api_server_that_is_away_as_well_leaves_what_was_known() {
        ClusterObserver observer = new ClusterObserver(
                Play.RESOURCE, (namespace, deployment, job) -> Optional.empty(), movingClock(), () -> {});
        observer.open(silent(cluster), Play.RESOURCE.name(), Optional.empty());
        clock = Clock.offset(clock, Duration.ofMinutes(1));
        observer.observe(Inquiry.NOTHING);
        server.setOutage(true);
        clock = Clock.offset(clock, Duration.ofMinutes(1));

        assertThat(observer.observe(Inquiry.NOTHING))
                .hasValueSatisfying(seen -> assertThat(seen.resource()).isPresent());
        observer.close();
    }

    @Test
    public void a_container_whose_log_cannot_be_read_speaks_by_its_termination_message() {
        Manifest pod = Manifest.of(Json.read(
                        """
                {"apiVersion": "v1", "kind": "Pod",
                 "metadata": {"name": "orders-main-1", "namespace": "streaming", "labels": {"app": "orders-main"}},
                 "status": {"phase": "Running", "containerStatuses": [{"name": "flink-main-container", "restartCount": 1,
                   "state": {"waiting": {"reason": "CrashLoopBackOff"}},
                   "lastState": {"terminated": {"reason": "Error", "exitCode": 1,
                     "message": "Too small maximum heap\\nError: Could not create the Java Virtual Machine.\\n"}}}]}}
                """)
                .deepCopy());
        ClusterObserver observer = new ClusterObserver(
                Play.RESOURCE, (namespace, deployment, job) -> Optional.empty(), movingClock(), () -> {});
        observer.open(telling(cluster, pod), Play.RESOURCE.name(), Optional.empty());
        clock = Clock.offset(clock, Duration.ofMinutes(1));

        assertThat(observer.observe(Inquiry.NOTHING).orElseThrow().pods())
                .singleElement()
                .satisfies(seen -> assertThat(seen.lastWords().orElseThrow()).startsWith("Too small maximum heap"));
        observer.close();
    }

    @Test
    public void a_log_that_is_not_there_yet_is_looked_for_again_but_not_for_ever() {
        AtomicInteger looks = new AtomicInteger();
        Manifest pod = Manifest.of(Json.read(
                        """
                {"apiVersion": "v1", "kind": "Pod",
                 "metadata": {"name": "orders-main-1", "namespace": "streaming", "labels": {"app": "orders-main"}},
                 "status": {"phase": "Running", "containerStatuses": [{"name": "flink-main-container", "restartCount": 1,
                   "state": {"terminated": {"reason": "Error", "exitCode": 1}}}]}}
                """)
                .deepCopy());
        ClusterObserver observer = new ClusterObserver(
                Play.RESOURCE, (namespace, deployment, job) -> Optional.empty(), movingClock(), () -> {});
        observer.open(
                logs(
                        telling(cluster, pod),
                        () -> looks.incrementAndGet() == 2 ? "java.lang.IllegalStateException: no" : ""),
                Play.RESOURCE.name(),
                Optional.empty());
        clock = Clock.offset(clock, Duration.ofMinutes(1));

        assertThat(words(observer)).isEmpty();
        assertThat(words(observer)).contains("java.lang.IllegalStateException: no");
        assertThat(words(observer)).contains("java.lang.IllegalStateException: no");
        assertThat(looks).hasValue(2);
        observer.close();
    }

    private static Optional<String> words(ClusterObserver observer) {
        return observer.observe(Inquiry.NOTHING).orElseThrow().pods().get(0).lastWords();
    }

    private static ClusterApi logs(ClusterApi real, Supplier<String> log) {
        return (ClusterApi) Proxy.newProxyInstance(
                ClusterApi.class.getClassLoader(), new Class<?>[] {ClusterApi.class}, (proxy, method, arguments) -> {
                    try {
                        return method.getName().equals("logTail") ? log.get() : method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private Clock movingClock() {
        return new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return clock.instant();
            }
        };
    }

    /** A cluster whose watches never say anything, as those of an identity that may not list. */
    private static ClusterApi silent(ClusterApi real) {
        return with(real, (kind, listener) -> {});
    }

    /** A cluster whose watches tell of one object alone. */
    private static ClusterApi telling(ClusterApi real, Manifest object) {
        return with(real, (kind, listener) -> {
            if (kind.equals(object.kind())) {
                listener.accept(new ClusterApi.Change(object, false));
            }
        });
    }

    @SuppressWarnings("unchecked")
    private static ClusterApi with(ClusterApi real, BiConsumer<Object, Consumer<ClusterApi.Change>> watch) {
        ClusterApi.Subscription none = () -> {};
        return (ClusterApi) Proxy.newProxyInstance(
                ClusterApi.class.getClassLoader(), new Class<?>[] {ClusterApi.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("watchAll")) {
                        watch.accept(arguments[1], (Consumer<ClusterApi.Change>) arguments[arguments.length - 1]);
                    }
                    if (method.getName().startsWith("watch")) {
                        return none;
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
