package io.jenkins.plugins.flinkdeploy.engine.status;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the clusters of a service that are behind others of it. */
final class Staleness {
    private Staleness() {}

    static List<BoardRow> mark(Collection<BoardRow> rows) {
        Map<String, Instant> newest = new HashMap<>();
        rows.forEach(row -> row.service().ifPresent(service -> row.version()
                .madeAt()
                .ifPresent(at -> newest.merge(service, at, (one, other) -> one.isAfter(other) ? one : other))));
        return rows.stream()
                .map(row -> isBehind(row, newest) ? row.behind() : row)
                .toList();
    }

    private static boolean isBehind(BoardRow row, Map<String, Instant> newest) {
        Optional<Instant> best = row.service().map(newest::get);
        return row.version().standing() == BoardRow.Standing.CURRENT
                && row.version().madeAt().isPresent()
                && best.filter(row.version().madeAt().get()::isBefore).isPresent();
    }
}
