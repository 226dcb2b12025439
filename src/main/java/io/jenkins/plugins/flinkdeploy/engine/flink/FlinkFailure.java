package io.jenkins.plugins.flinkdeploy.engine.flink;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * A failure of a job.
 *
 * @param stackTrace the exception's text with its causes
 * @param task the task that failed; empty when it was no task
 */
public record FlinkFailure(String stackTrace, Optional<Instant> at, Optional<String> task) {
    /** An entry of the history, since Flink 1.13. */
    static Optional<FlinkFailure> ofHistory(JsonNode entry) {
        return Fields.text(entry, "stacktrace")
                .or(() -> Fields.text(entry, "exceptionName"))
                .map(text ->
                        new FlinkFailure(text, Fields.instant(entry, "timestamp"), Fields.text(entry, "taskName")));
    }

    /** An entry of {@code all-exceptions}, which ended with Flink 1.x. */
    static Optional<FlinkFailure> ofTask(JsonNode entry) {
        return Fields.text(entry, "exception")
                .map(text -> new FlinkFailure(text, Fields.instant(entry, "timestamp"), Fields.text(entry, "task")));
    }
}
