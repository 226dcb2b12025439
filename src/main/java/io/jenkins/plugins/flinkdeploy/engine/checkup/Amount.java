package io.jenkins.plugins.flinkdeploy.engine.checkup;

import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import java.time.Duration;
import java.util.Locale;

/** A number with its unit. */
public record Amount(double value, Unit unit) {
    /** What is counted or measured. */
    public enum Unit {
        SECONDS,
        COUNT,
        PER_HOUR,
        PERCENT,
        RECORDS
    }

    static Amount of(Duration duration) {
        return new Amount(duration.toMillis() / 1000.0, Unit.SECONDS);
    }

    static Amount count(long number) {
        return new Amount(number, Unit.COUNT);
    }

    /** {@code 4 min 05 s}, {@code 2}, {@code 3 an hour}, {@code 51 %}, {@code 1200 records}. */
    public String text() {
        if (unit == Unit.SECONDS) {
            return Text.duration(Duration.ofMillis(Math.round(value * 1000)));
        }
        String number = String.format(Locale.ROOT, "%.0f", value);
        return switch (unit) {
            case PER_HOUR -> number + " an hour";
            case PERCENT -> number + " %";
            case RECORDS -> number + (number.equals("1") ? " record" : " records");
            default -> number;
        };
    }
}
