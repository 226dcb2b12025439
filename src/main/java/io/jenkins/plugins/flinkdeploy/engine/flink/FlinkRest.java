package io.jenkins.plugins.flinkdeploy.engine.flink;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.flink.Reading.Known;
import io.jenkins.plugins.flinkdeploy.engine.flink.Reading.Unavailable;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Asks a Flink cluster over its REST API, read only, through the API server's service proxy: so it works from wherever the API
 * server can be reached. Nothing here fails; what cannot be had is {@link Unavailable}.
 *
 * <p>Layouts after Flink's REST API documentation, releases 1.13 to 2.x: unknown fields are passed over, missing ones are empty.
 */
public final class FlinkRest {
    /** The port by its name, because its number can be configured. */
    private static final String REST_PORT = "rest";

    /** Flink's 404 for statistics and for settings of checkpoints, the only answers that tell this. */
    private static final Pattern NO_CHECKPOINTING = Pattern.compile("Checkpointing (has not been|is not) enabled");

    private static final int MOST_EXCEPTIONS = 20;

    private final ClusterApi cluster;
    private final String namespace;
    private final String service;
    private final String port;

    /**
     * @param port number or name of the service's port
     */
    public FlinkRest(ClusterApi cluster, String namespace, String service, String port) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.service = service;
        this.port = port;
    }

    /** The JobManager of a FlinkDeployment, under the service name that the operator gives it. */
    public static FlinkRest of(ClusterApi cluster, String namespace, String deployment) {
        return new FlinkRest(cluster, namespace, deployment + "-rest", REST_PORT);
    }

    public Reading<FlinkOverview> overview() {
        return get("/overview", FlinkOverview::of);
    }

    public Reading<FlinkConfig> config() {
        return get("/config", FlinkConfig::of);
    }

    /** Every job that the JobManager knows, ended ones included. */
    public Reading<List<FlinkJob>> jobs() {
        return get("/jobs/overview", FlinkJob::listOf);
    }

    public Reading<FlinkCheckpoints> checkpoints(String jobId) {
        return get("/jobs/" + jobId + "/checkpoints", FlinkCheckpoints::of, FlinkCheckpoints.NONE);
    }

    public Reading<FlinkCheckpointSettings> checkpointSettings(String jobId) {
        return get(
                "/jobs/" + jobId + "/checkpoints/config",
                FlinkCheckpointSettings::of,
                FlinkCheckpointSettings.DISABLED);
    }

    public Reading<FlinkExceptions> exceptions(String jobId) {
        return get("/jobs/" + jobId + "/exceptions?maxExceptions=" + MOST_EXCEPTIONS, FlinkExceptions::of);
    }

    /** When Flink last restarted the job, empty when it never did ({@code timestamps.RESTARTING} of {@code /jobs/<id>}). */
    public Reading<Optional<Instant>> lastRestart(String jobId) {
        return get(
                "/jobs/" + jobId,
                // Flink writes 0 for a state that the job never was in.
                job -> Fields.instant(job.path("timestamps"), "RESTARTING").filter(Instant.EPOCH::isBefore));
    }

    /**
     * How often Flink restarted the job since its JobManager started it. The number is a metric, which Flink renews every ten
     * seconds unless configured otherwise.
     */
    public Reading<Integer> restarts(String jobId) {
        Reading<OptionalInt> metric = get("/jobs/" + jobId + "/metrics?get=numRestarts", FlinkRest::numRestarts);
        if (metric instanceof Known<OptionalInt> known && known.answer().isEmpty()) {
            return new Unavailable<>("Flink has no metric numRestarts for job " + jobId + " yet.");
        }
        return metric.map(OptionalInt::getAsInt);
    }

    /** How the checkpoints of a job went lately. */
    public Reading<FlinkCheckpointTrend> checkpointTrend(String jobId) {
        return get("/jobs/" + jobId + "/checkpoints", FlinkCheckpointTrend::of, FlinkCheckpointTrend.NONE);
    }

    /** When the job failed, newest first: as many times as Flink remembers, sixteen unless configured otherwise. */
    public Reading<List<Instant>> failures(String jobId) {
        return get("/jobs/" + jobId + "/exceptions?maxExceptions=" + MOST_EXCEPTIONS, answer -> StreamSupport.stream(
                        answer.path("exceptionHistory").path("entries").spliterator(), false)
                .flatMap(entry -> Fields.instant(entry, "timestamp").stream())
                .toList());
    }

    /** Of what a job consists. */
    public Reading<FlinkGraph> graph(String jobId) {
        return get("/jobs/" + jobId, FlinkGraph::of);
    }

    /**
     * The share of time for which the slowest subtask of a vertex could not hand on its records, 0 to 1; empty where Flink has not
     * measured it yet.
     */
    public Reading<OptionalDouble> backPressure(String jobId, String vertexId) {
        return get(vertex(jobId, vertexId) + "/backpressure", FlinkMetrics::backPressure);
    }

    /** How many records wait in front of a source; empty where its connector does not tell. */
    public Reading<OptionalDouble> lag(String jobId, String vertexId) {
        String metrics = vertex(jobId, vertexId) + "/subtasks/metrics";
        Reading<List<String>> names = get(metrics, FlinkMetrics::lagNames);
        if (names.value().filter(List::isEmpty).isPresent()) {
            return new Known<>(OptionalDouble.empty());
        }
        if (names instanceof Unavailable<List<String>> unavailable) {
            return new Unavailable<>(unavailable.why());
        }
        String asked = URLEncoder.encode(String.join(",", names.value().orElse(List.of())), StandardCharsets.UTF_8);
        return get(metrics + "?get=" + asked + "&agg=sum,max", FlinkMetrics::lag);
    }

    private static String vertex(String jobId, String vertexId) {
        return "/jobs/" + jobId + "/vertices/" + vertexId;
    }

    private static OptionalInt numRestarts(JsonNode answer) {
        for (JsonNode metric : answer) {
            String value = metric.path("value").asText();
            if (metric.path("id").asText().equals("numRestarts") && value.matches("\\d{1,9}")) {
                return OptionalInt.of(Integer.parseInt(value));
            }
        }
        return OptionalInt.empty();
    }

    private <T> Reading<T> get(String path, Function<JsonNode, T> reader) {
        return get(path, reader, null);
    }

    private <T> Reading<T> get(String path, Function<JsonNode, T> reader, T withoutCheckpointing) {
        try {
            return new Known<>(reader.apply(cluster.serviceProxyGet(namespace, service, port, path)));
        } catch (ClusterException e) {
            if (withoutCheckpointing != null
                    && NO_CHECKPOINTING.matcher(e.getMessage()).find()) {
                return new Known<>(withoutCheckpointing);
            }
            return new Unavailable<>(e.getMessage());
        }
    }
}
