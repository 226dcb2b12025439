package io.jenkins.plugins.flinkdeploy.engine.flink;

import java.util.Optional;
import java.util.function.Function;

/**
 * What the Flink REST API answered, or why it is unknown. A JobManager that starts, fails over or is out of reach gives no
 * answer, which says nothing about its job.
 */
public sealed interface Reading<T> {
    /** An answer. */
    record Known<T>(T answer) implements Reading<T> {}

    /**
     * No answer that could be used.
     *
     * @param why for the log
     */
    record Unavailable<T>(String why) implements Reading<T> {}

    /** The answer, empty when there is none. */
    default Optional<T> value() {
        return this instanceof Known<T> known ? Optional.of(known.answer()) : Optional.empty();
    }

    default <R> Reading<R> map(Function<T, R> function) {
        if (this instanceof Known<T> known) {
            return new Known<>(function.apply(known.answer()));
        }
        return new Unavailable<>(((Unavailable<T>) this).why());
    }
}
