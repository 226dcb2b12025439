package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what is wrong in a file, so that all of it is reported at once. */
final class Problems {
    /** More than anybody mends before the next attempt; bounds what a file costs that is nothing but problems. */
    static final int MOST = 1_000;

    private static final Comparator<Problem> BY_PLACE =
            Comparator.comparing(Problem::file).thenComparingInt(Problem::line).thenComparingInt(Problem::column);

    // Keyed by place and message: a value from `defaults` is looked at once per cluster, but is wrong only once.
    private final Map<List<Object>, Problem> errors = new LinkedHashMap<>();
    private final Map<List<Object>, Problem> warnings = new LinkedHashMap<>();

    /** @throws TooMany when there are so many already that the rest is not worth looking for */
    void error(Location at, String path, String message, String hint) {
        if (errors.size() >= MOST) {
            errors.put(
                    List.of(at),
                    Problem.at(at, "", "The check ends here, after " + MOST + " problems.", "There may be more."));
            throw new TooMany();
        }
        errors.putIfAbsent(List.of(at, message), Problem.at(at, path, message, hint));
    }

    void warn(Location at, String path, String message, String hint) {
        warnings.putIfAbsent(List.of(at, message), Problem.at(at, path, message, hint));
    }

    boolean any() {
        return !errors.isEmpty();
    }

    List<Problem> errors() {
        return errors.values().stream().sorted(BY_PLACE).toList();
    }

    List<Problem> warnings() {
        return warnings.values().stream().sorted(BY_PLACE).toList();
    }

    /** Ends the check; what was found is kept. */
    static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** @throws DefinitionException when there is any error */
    void throwIfAny(String file) {
        if (any()) {
            throw in(file);
        }
    }

    /** What was found, as the end of reading a file. */
    DefinitionException in(String file) {
        return new DefinitionException(file, errors(), warnings());
    }
}
