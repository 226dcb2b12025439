package io.jenkins.plugins.flinkdeploy.engine.flink;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The failures of a job ({@code /jobs/<id>/exceptions}), from Flink releases with and without {@code root-exception}.
 *
 * @param entries newest first
 */
public record FlinkExceptions(List<FlinkFailure> entries) {
    public FlinkExceptions {
        entries = List.copyOf(entries);
    }

    static FlinkExceptions of(JsonNode answer) {
        List<FlinkFailure> entries = new ArrayList<>();
        for (JsonNode entry : answer.path("exceptionHistory").path("entries")) {
            FlinkFailure.ofHistory(entry).ifPresent(entries::add);
            entry.path("concurrentExceptions")
                    .forEach(more -> FlinkFailure.ofHistory(more).ifPresent(entries::add));
        }
        if (entries.isEmpty()) {
            // The root is also among the tasks' exceptions, where it names its task; there is nothing to gain from
            // having it twice.
            answer.path("all-exceptions")
                    .forEach(entry -> FlinkFailure.ofTask(entry).ifPresent(entries::add));
            Fields.text(answer, "root-exception")
                    .filter(root -> entries.stream()
                            .noneMatch(entry -> entry.stackTrace().equals(root)))
                    .ifPresent(root -> entries.add(
                            0, new FlinkFailure(root, Fields.instant(answer, "timestamp"), Optional.empty())));
        }
        entries.sort(Comparator.comparing((FlinkFailure entry) -> entry.at().orElse(Instant.EPOCH))
                .reversed());
        return new FlinkExceptions(entries);
    }

    public Optional<FlinkFailure> newest() {
        return entries.stream().findFirst();
    }

    /** The failures after an instant, newest first; those without a time are not among them. */
    public List<FlinkFailure> newerThan(Instant instant) {
        return entries.stream()
                .filter(entry -> entry.at().filter(at -> at.isAfter(instant)).isPresent())
                .toList();
    }
}
