package io.jenkins.plugins.flinkdeploy.engine.kube;

import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** When a core event last happened: clients and Kubernetes releases write it into different fields. */
public final class EventTime {
    private static final List<String> NEWEST_FIRST = List.of(
            "/series/lastObservedTime",
            "/lastTimestamp",
            "/eventTime",
            "/firstTimestamp",
            "/metadata/creationTimestamp");

    private EventTime() {}

    /** The time of the event's last occurrence; {@link Instant#EPOCH} when it tells none. */
    public static Instant of(Manifest event) {
        return NEWEST_FIRST.stream()
                .flatMap(pointer -> event.textAt(pointer).flatMap(EventTime::parse).stream())
                .findFirst()
                .orElse(Instant.EPOCH);
    }

    private static Optional<Instant> parse(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
