package io.jenkins.plugins.flinkdeploy.health;

import io.jenkins.plugins.flinkdeploy.engine.checkup.HealthState;
import org.jvnet.localizer.Localizable;

/** States in the language of who reads them, and as the numbers that Jenkins makes its weather of. */
final class HealthWords {
    private HealthWords() {}

    static String of(HealthState state) {
        return localizable(state).toString();
    }

    static Localizable localizable(HealthState state) {
        return switch (state) {
            case OK -> Messages._HealthWords_ok();
            case UNKNOWN -> Messages._HealthWords_unknown();
            case WARNING -> Messages._HealthWords_warning();
            case FAILING -> Messages._HealthWords_failing();
        };
    }

    /** From 0, the worst, to 100. */
    static int score(HealthState state) {
        return switch (state) {
            case OK -> 100;
            case UNKNOWN -> 80;
            case WARNING -> 50;
            case FAILING -> 0;
        };
    }
}
