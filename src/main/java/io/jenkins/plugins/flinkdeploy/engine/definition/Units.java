package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values with units as they are written in the file; empty when a text is not such a value. */
public final class Units {
    private static final Pattern DURATION =
            Pattern.compile("(?=\\d)(?:(\\d{1,6})d)?(?:(\\d{1,8})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(k|m|g|t|Ki|Mi|Gi|Ti)");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}(?:\\.\\d{1,9})?");

    private Units() {}

    /** {@code 90s}, {@code 10m}, {@code 1h30m}. */
    public static Optional<Duration> duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofDays(number(matcher, 1))
                .plusHours(number(matcher, 2))
                .plusMinutes(number(matcher, 3))
                .plusSeconds(number(matcher, 4))
                .plusMillis(number(matcher, 5)));
    }

    /** {@code 512m}, {@code 4g}, and {@code 4Gi}, which means the same. */
    static Optional<DataSize> size(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int shift =
                10 * ("kmgt".indexOf(matcher.group(2).toLowerCase(Locale.ROOT).charAt(0)) + 1);
        long amount = number(matcher, 1);
        return amount > Long.MAX_VALUE >> shift ? Optional.empty() : Optional.of(new DataSize(amount << shift));
    }

    /** {@code 17%} as 0.17, from 0 to 100 percent. */
    static Optional<Double> share(String text) {
        if (!text.endsWith("%")) {
            return Optional.empty();
        }
        return decimal(text.substring(0, text.length() - 1))
                .filter(percent -> percent.compareTo(BigDecimal.valueOf(100)) <= 0)
                .map(percent -> percent.movePointLeft(2).doubleValue());
    }

    /** {@code 0.5}, not negative. */
    static Optional<BigDecimal> decimal(String text) {
        return DECIMAL.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /** A whole number that is not negative. */
    static Optional<Long> whole(String text) {
        return text.matches("\\d{1,9}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    private static long number(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
    }
}
