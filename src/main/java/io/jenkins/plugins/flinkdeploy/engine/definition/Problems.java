package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what is wrong in a file, so that all of it is reported at once. */
final class Problems {
    private static final Comparator<Problem> BY_PLACE =
            Comparator.comparing(Problem::file).thenComparingInt(Problem::line).thenComparingInt(Problem::column);

    // Keyed by place and message: a value from `defaults` is looked at once per cluster, but is wrong only once.
    private final Map<List<Object>, Problem> errors = new LinkedHashMap<>();
    private final Map<List<Object>, Problem> warnings = new LinkedHashMap<>();

    void error(Location at, String path, String message, String hint) {
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

    /** @throws DefinitionException when there is any error */
    void throwIfAny(String file) {
        if (any()) {
            throw new DefinitionException(file, errors(), warnings());
        }
    }
}
