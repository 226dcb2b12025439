package io.jenkins.plugins.flinkdeploy.engine.flink;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.StreamSupport;

/** Reads what Flink's REST API says of the metrics of a vertex. Numbers that Flink has not got yet are empty. */
final class FlinkMetrics {
    /** How many records wait in front of a source, of every source that can tell (FLIP-33). */
    private static final String PENDING = "pendingRecords";

    /** Kafka's own word for the partition that is furthest behind. */
    private static final String KAFKA_LAG = "records-lag-max";

    private FlinkMetrics() {}

    /** The share of time for which the slowest subtask could not hand on its records, 0 to 1. */
    static OptionalDouble backPressure(JsonNode answer) {
        return StreamSupport.stream(answer.path("subtasks").spliterator(), false)
                .map(subtask -> subtask.path("ratio"))
                .filter(JsonNode::isNumber)
                .mapToDouble(JsonNode::asDouble)
                .filter(ratio -> ratio >= 0)
                .max();
    }

    /** The names of the metrics that tell a lag, the better kind only. */
    static List<String> lagNames(JsonNode answer) {
        List<String> pending = namesEndingWith(answer, PENDING);
        return pending.isEmpty() ? namesEndingWith(answer, KAFKA_LAG) : pending;
    }

    private static List<String> namesEndingWith(JsonNode answer, String end) {
        List<String> names = new ArrayList<>();
        for (JsonNode metric : answer) {
            String id = metric.path("id").asText();
            if (id.equals(end) || id.endsWith("." + end)) {
                names.add(id);
            }
        }
        return names;
    }

    /** Pending records are those of all subtasks together; Kafka's maximum stays one. */
    static OptionalDouble lag(JsonNode answer) {
        double sum = 0;
        boolean any = false;
        for (JsonNode metric : answer) {
            JsonNode value = metric.path(metric.path("id").asText().endsWith(PENDING) ? "sum" : "max");
            if (value.isNumber() && value.asDouble() >= 0) {
                sum += value.asDouble();
                any = true;
            }
        }
        return any ? OptionalDouble.of(sum) : OptionalDouble.empty();
    }
}
