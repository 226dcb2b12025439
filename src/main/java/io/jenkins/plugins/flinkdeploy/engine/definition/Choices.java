package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How enum constants are written in the file. */
final class Choices {
    private Choices() {}

    /** {@code last-state} for {@code LAST_STATE}. */
    static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constant that is written so. */
    static <E extends Enum<E>> Optional<E> of(String text, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> written(constant).equals(text))
                .findFirst();
    }
}
