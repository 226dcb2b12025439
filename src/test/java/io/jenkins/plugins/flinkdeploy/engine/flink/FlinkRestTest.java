package io.jenkins.plugins.flinkdeploy.engine.flink;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.flinkdeploy.engine.flink.Reading.Unavailable;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class FlinkRestTest {
    private static final String JOB = "6a1bd30c19d6a19f2b4b0ea9f4f0c5d4";
    private static final String PROXY = "/api/v1/namespaces/streaming/services/orders-rest:rest/proxy";

    private record Answer(int code, String body) {}

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private HttpServer server;
    private ClusterApi cluster;
    private FlinkRest flink;

    @Before
    public void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            Answer answer = answers.getOrDefault(
                    exchange.getRequestURI().toString(), new Answer(404, "{\"errors\":[\"Not found.\"]}"));
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.code(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        cluster = ClusterConnection.of(
                        "http://127.0.0.1:" + server.getAddress().getPort(), Optional.empty(), Optional.empty(), false)
                .connect();
        flink = FlinkRest.of(cluster, "streaming", "orders");
    }

    @After
    public void stop() {
        cluster.close();
        server.stop(0);
    }

    @Test
    public void the_overview_counts_task_managers_and_slots() throws IOException {
        answer("/overview", "overview-1.18.json");
        assertThat(flink.overview().value())
                .contains(new FlinkOverview(
                        OptionalInt.of(2), OptionalInt.of(4), OptionalInt.of(1), Optional.of("1.18.1")));
    }

    @Test
    public void the_configuration_tells_version_and_revision() throws IOException {
        answer("/config", "config-1.18.json");
        assertThat(flink.config().value())
                .contains(new FlinkConfig(Optional.of("1.18.1"), Optional.of("a8c8b1c @ 2023-12-19T22:17:43+01:00")));
    }

    @Test
    public void jobs_have_identity_state_and_start() throws IOException {
        answer("/jobs/overview", "jobs-1.18.json");
        assertThat(flink.jobs().value().orElseThrow())
                .hasSize(2)
                .first()
                .isEqualTo(new FlinkJob(
                        JOB,
                        "orders",
                        "RUNNING",
                        Optional.of(Instant.ofEpochMilli(1767261600123L)),
                        OptionalInt.of(4),
                        OptionalInt.of(4)));
    }

    @Test
    public void checkpoints_tell_counts_and_the_newest_of_each_sort() throws IOException {
        answer("/jobs/" + JOB + "/checkpoints", "checkpoints-1.18.json");
        FlinkCheckpoints checkpoints = flink.checkpoints(JOB).value().orElseThrow();
        assertThat(checkpoints.completed()).hasValue(10);
        assertThat(checkpoints.failed()).hasValue(1);
        assertThat(checkpoints.inProgress()).hasValue(1);
        assertThat(checkpoints.restored()).hasValue(1);
        assertThat(checkpoints.latestCompleted())
                .contains(new FlinkCheckpoint(
                        17,
                        false,
                        Optional.of("s3://bucket/checkpoints/" + JOB + "/chk-17"),
                        Optional.of(Instant.ofEpochMilli(1767261700000L)),
                        OptionalLong.of(20480),
                        Optional.of(Duration.ofMillis(42))));
        assertThat(checkpoints.latestSavepoint().flatMap(FlinkCheckpoint::path))
                .contains("s3://bucket/savepoints/savepoint-6a1bd3-0123456789ab");
        assertThat(checkpoints.latestRestored())
                .contains(new FlinkRestore(
                        9,
                        true,
                        Optional.of("s3://bucket/savepoints/savepoint-a8d1-6f"),
                        Optional.of(Instant.ofEpochMilli(1767261601000L))));
        assertThat(checkpoints.latestFailure()).contains("Checkpoint expired before completing.");
    }

    @Test
    public void a_checkpoint_that_cannot_be_addressed_has_no_path() throws IOException {
        answer("/jobs/" + JOB + "/checkpoints", "checkpoints-fresh.json");
        FlinkCheckpoints checkpoints = flink.checkpoints(JOB).value().orElseThrow();
        assertThat(checkpoints.latestCompleted().orElseThrow().path()).isEmpty();
        assertThat(checkpoints.latestSavepoint()).isEmpty();
        assertThat(checkpoints.latestRestored()).isEmpty();
    }

    @Test
    public void a_job_without_checkpointing_is_known_to_have_none() {
        answers.put(
                PROXY + "/jobs/" + JOB + "/checkpoints",
                new Answer(404, "{\"errors\":[\"Checkpointing has not been enabled.\"]}"));
        answers.put(
                PROXY + "/jobs/" + JOB + "/checkpoints/config",
                new Answer(404, "{\"errors\":[\"Checkpointing is not enabled for this job (" + JOB + ").\"]}"));
        assertThat(flink.checkpoints(JOB).value()).contains(FlinkCheckpoints.NONE);
        assertThat(flink.checkpointSettings(JOB).value()).contains(FlinkCheckpointSettings.DISABLED);
    }

    @Test
    public void an_interval_of_never_is_none() {
        String path = PROXY + "/jobs/" + JOB + "/checkpoints/config";
        answers.put(path, new Answer(200, "{\"interval\":60000,\"timeout\":600000}"));
        assertThat(flink.checkpointSettings(JOB).value())
                .contains(new FlinkCheckpointSettings(
                        Optional.of(Duration.ofMinutes(1)), Optional.of(Duration.ofMinutes(10))));
        answers.put(path, new Answer(200, "{\"interval\":9223372036854775807,\"timeout\":600000}"));
        assertThat(flink.checkpointSettings(JOB).value().orElseThrow().interval())
                .isEmpty();
    }

    @Test
    public void exceptions_are_read_from_every_layout_newest_first() throws IOException {
        assertThat(exceptions("exceptions-none.json").entries()).isEmpty();
        assertThat(exceptions("exceptions-1.12.json").entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.task()).contains("Source: orders -> Map (1/2)"))
                .satisfies(entry -> assertThat(entry.stackTrace()).startsWith("java.lang.RuntimeException: boom"));
        assertThat(exceptions("exceptions-1.18.json").entries())
                .extracting(entry -> entry.stackTrace().lines().findFirst().orElseThrow())
                .containsExactly(
                        "java.lang.RuntimeException: second",
                        "java.lang.IllegalStateException: at the same time",
                        "org.apache.flink.util.FlinkException: first");
        assertThat(exceptions("exceptions-2.0.json").newest().orElseThrow().stackTrace())
                .isEqualTo("java.lang.OutOfMemoryError: Java heap space");
    }

    @Test
    public void only_exceptions_after_an_instant_are_newer() throws IOException {
        FlinkExceptions exceptions = exceptions("exceptions-1.18.json");
        assertThat(exceptions.newerThan(Instant.ofEpochMilli(1767261800000L))).hasSize(2);
        assertThat(exceptions.newerThan(Instant.ofEpochMilli(1767261900000L))).isEmpty();
    }

    @Test
    public void restarts_are_unknown_until_the_metric_is_there() {
        String path = PROXY + "/jobs/" + JOB + "/metrics?get=numRestarts";
        answers.put(path, new Answer(200, "[]"));
        assertThat(flink.restarts(JOB)).isInstanceOf(Unavailable.class);
        answers.put(path, new Answer(200, "[{\"id\":\"numRestarts\",\"value\":\"3\"}]"));
        assertThat(flink.restarts(JOB).value()).contains(3);
    }

    @Test
    public void a_job_manager_that_does_not_answer_is_unknown_and_says_why() {
        answers.put(
                PROXY + "/overview",
                new Answer(
                        503,
                        """
                {"kind":"Status","message":"no endpoints available for service \\"orders-rest\\"","reason":"ServiceUnavailable","code":503}
                """));
        assertThat(flink.overview().value()).isEmpty();
        assertThat(((Unavailable<FlinkOverview>) flink.overview()).why()).contains("no endpoints available");
        answers.put(PROXY + "/overview", new Answer(200, "<html>starting"));
        assertThat(flink.overview().value()).isEmpty();
        assertThat(flink.jobs().value()).isEmpty();
    }

    @Test
    public void answers_without_the_known_fields_are_empty_and_no_failure() {
        for (String path : new String[] {"/overview", "/jobs/overview", "/jobs/" + JOB + "/checkpoints"}) {
            answers.put(PROXY + path, new Answer(200, "{\"something\":\"else\"}"));
        }
        assertThat(flink.overview().value().orElseThrow().taskManagers()).isEmpty();
        assertThat(flink.jobs().value().orElseThrow()).isEmpty();
        assertThat(flink.checkpoints(JOB).value().orElseThrow().completed()).isEmpty();
    }

    private FlinkExceptions exceptions(String file) throws IOException {
        answer("/jobs/" + JOB + "/exceptions?maxExceptions=20", file);
        return flink.exceptions(JOB).value().orElseThrow();
    }

    private void answer(String path, String file) throws IOException {
        try (InputStream in = FlinkRestTest.class.getResourceAsStream(file)) {
            answers.put(PROXY + path, new Answer(200, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        }
    }
}
