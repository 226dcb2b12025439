package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A column of a table.
 *
 * @param priority above 0 only in wide output
 */
record TableColumn(String name, int priority, Function<ObjectNode, String> cell) {
    private static final long TWO_MINUTES = 120;
    private static final long TWO_HOURS = 7200;
    private static final long TWO_DAYS = 172_800;

    /** The columns that a custom resource definition asks for; of its paths those without filters are understood. */
    static List<TableColumn> ofDefinition(JsonNode printerColumns) {
        List<TableColumn> columns = new ArrayList<>();
        for (JsonNode column : printerColumns) {
            String path = column.path("jsonPath").asText();
            boolean date = column.path("type").asText().equals("date");
            columns.add(new TableColumn(
                    column.path("name").asText(),
                    column.path("priority").asInt(),
                    object -> date
                            ? since(object.at(pointer(path)).asText())
                            : object.at(pointer(path)).asText("")));
        }
        return columns;
    }

    static TableColumn at(String name, String path) {
        return new TableColumn(name, 0, object -> object.at(pointer(path)).asText(""));
    }

    static TableColumn age() {
        return new TableColumn("Age", 0, object -> since(Meta.text(object, "creationTimestamp")));
    }

    private static String pointer(String jsonPath) {
        return jsonPath.replace('.', '/');
    }

    static String since(String time) {
        try {
            long seconds = Math.max(
                    0, Duration.between(Instant.parse(time), Instant.now()).toSeconds());
            if (seconds < TWO_MINUTES) {
                return seconds + "s";
            }
            if (seconds < TWO_HOURS) {
                return seconds / 60 + "m";
            }
            return seconds < TWO_DAYS ? seconds / 3600 + "h" : seconds / 86_400 + "d";
        } catch (DateTimeParseException e) {
            return "<unknown>";
        }
    }
}
