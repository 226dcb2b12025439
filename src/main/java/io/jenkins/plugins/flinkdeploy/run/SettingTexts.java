package io.jenkins.plugins.flinkdeploy.run;

import io.jenkins.plugins.flinkdeploy.engine.definition.DeploySettings;
import io.jenkins.plugins.flinkdeploy.engine.definition.RollbackPolicy;
import io.jenkins.plugins.flinkdeploy.engine.definition.SavepointPolicy;
import io.jenkins.plugins.flinkdeploy.engine.definition.Units;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Time limits and policies as people write them in a step. */
public final class SettingTexts {
    private static final String UNTOUCHED = "Nothing was built, stopped or changed.";

    private SettingTexts() {}

    /** The settings of the cluster file, with those that the step gives over them. */
    static DeploySettings override(DeploySettings settings, DeployParameters parameters) {
        DeploySettings result = settings;
        if (parameters.getTimeout() != null) {
            result = result.withTimeout(duration("timeout", parameters.getTimeout()));
        }
        if (parameters.getSoak() != null) {
            result = result.withSoak(duration("soak", parameters.getSoak()));
        }
        if (parameters.getRollback() != null) {
            result = result.withRollback(choice("rollback", parameters.getRollback(), RollbackPolicy.class));
        }
        if (parameters.getSavepoint() != null) {
            result = result.withSavepoint(choice("savepoint", parameters.getSavepoint(), SavepointPolicy.class));
        }
        return result;
    }

    /**
     * A length of time such as {@code 90s} or {@code 1h30m}.
     *
     * @throws UserException when it is none
     */
    public static Duration duration(String name, String text) {
        return Units.duration(text)
                .orElseThrow(() -> new UserException(
                        name + ": \"" + text + "\" is not a length of time.",
                        UNTOUCHED,
                        "Write a number with a unit, for instance 90s, 10m or 1h30m."));
    }

    /** How the constants of a choice are written, in their order. */
    public static List<String> written(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(SettingTexts::written).toList();
    }

    private static <E extends Enum<E>> E choice(String name, String text, Class<E> type) {
        Optional<E> found = Arrays.stream(type.getEnumConstants())
                .filter(constant -> written(constant).equals(text))
                .findFirst();
        return found.orElseThrow(() -> new UserException(
                name + ": \"" + text + "\" is not one of "
                        + String.join(
                                ", ",
                                Arrays.stream(type.getEnumConstants())
                                        .map(SettingTexts::written)
                                        .toList())
                        + ".",
                UNTOUCHED,
                ""));
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
