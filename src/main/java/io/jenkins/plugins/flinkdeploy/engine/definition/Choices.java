package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.Locale;

/** How enum constants are written in the file. */
final class Choices {
    private Choices() {}

    /** {@code last-state} for {@code LAST_STATE}. */
    static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
