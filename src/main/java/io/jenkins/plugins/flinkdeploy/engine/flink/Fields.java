package io.jenkins.plugins.flinkdeploy.engine.flink;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads fields that may be missing, null or, as Flink writes what it does not know, negative. */
final class Fields {
    private Fields() {}

    static Optional<String> text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isTextual() && !value.asText().isEmpty() ? Optional.of(value.asText()) : Optional.empty();
    }

    static OptionalLong number(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isIntegralNumber() && value.asLong() >= 0 ? OptionalLong.of(value.asLong()) : OptionalLong.empty();
    }

    static OptionalInt count(JsonNode node, String field) {
        OptionalLong number = number(node, field);
        return number.isPresent() && number.getAsLong() <= Integer.MAX_VALUE
                ? OptionalInt.of((int) number.getAsLong())
                : OptionalInt.empty();
    }

    static Optional<Instant> instant(JsonNode node, String field) {
        OptionalLong millis = number(node, field);
        return millis.isPresent() ? Optional.of(Instant.ofEpochMilli(millis.getAsLong())) : Optional.empty();
    }

    static Optional<Duration> duration(JsonNode node, String field) {
        OptionalLong millis = number(node, field);
        return millis.isPresent() ? Optional.of(Duration.ofMillis(millis.getAsLong())) : Optional.empty();
    }

    static boolean flag(JsonNode node, String field) {
        return node.path(field).asBoolean(false);
    }
}
