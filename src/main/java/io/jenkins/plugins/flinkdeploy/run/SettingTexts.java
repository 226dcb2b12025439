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
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Time limits and policies as people write them in a step. */
public final class SettingTexts {
    private static final String UNTOUCHED = "Nothing was built, stopped or changed.";

    private SettingTexts() {}

    /** The settings of the cluster file, with those that the step gives over them. */
    static DeploySettings override(DeploySettings settings, DeployParameters parameters) {
        DeploySettings result = override(settings, parameters.getTimeout(), parameters.getSoak());
        if (parameters.getRollback() != null) {
            result = result.withRollback(choice("rollback", parameters.getRollback(), RollbackPolicy.class));
        }
        if (parameters.getSavepoint() != null) {
            result = result.withSavepoint(choice("savepoint", parameters.getSavepoint(), SavepointPolicy.class));
        }
        return result;
    }

    /** As above, for what is waited for. */
    static DeploySettings override(DeploySettings settings, WaitParameters parameters) {
        DeploySettings result = override(settings, parameters.getTimeout(), parameters.getSoak());
        return parameters.getRollback() == null
                ? result
                : result.withRollback(choice("rollback", parameters.getRollback(), RollbackPolicy.class));
    }

    /** As above for time limits alone; null where the step gives none. */
    static DeploySettings override(DeploySettings settings, String timeout, String soak) {
        DeploySettings result = settings;
        if (timeout != null) {
            result = result.withTimeout(duration("timeout", timeout));
        }
        if (soak != null) {
            result = result.withSoak(duration("soak", soak));
        }
        return result;
    }

    /**
     * The number of a revision; empty for no text.
     *
     * @throws UserException when it is none
     */
    public static Optional<Long> revision(String name, String text) {
        if (text == null) {
            return Optional.empty();
        }
        if (!text.matches("[0-9]{1,18}")) {
            throw new UserException(
                    name + ": \"" + text + "\" is not the number of a revision.",
                    UNTOUCHED,
                    "Write a number such as 7; the log lists the revisions.");
        }
        return Optional.of(Long.valueOf(text));
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

    /**
     * A number of lines, empty for no text.
     *
     * @throws UserException when it is none
     */
    public static OptionalInt count(String name, String text) {
        if (text == null) {
            return OptionalInt.empty();
        }
        if (!text.matches("[0-9]{1,9}")) {
            throw new UserException(
                    name + ": \"" + text + "\" is not a number of lines.", UNTOUCHED, "Write a number such as 500.");
        }
        return OptionalInt.of(Integer.parseInt(text));
    }

    /**
     * A regular expression.
     *
     * @throws UserException when it is none
     */
    public static Pattern pattern(String name, String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new UserException(
                    name + ": \"" + text + "\" is no regular expression: " + e.getDescription() + ".",
                    UNTOUCHED,
                    "",
                    e);
        }
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
