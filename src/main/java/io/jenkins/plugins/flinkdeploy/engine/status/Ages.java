package io.jenkins.plugins.flinkdeploy.engine.status;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments as a person at a terminal reads them. */
final class Ages {
    private final Instant now;
    private final DateTimeFormatter format;

    Ages(Instant now, ZoneId zone) {
        this.now = now;
        format = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
    }

    /** {@code 2026-05-02 08:10:41 (3 hours ago)}. */
    String at(Instant moment) {
        return format.format(moment) + " (" + ago(moment) + ")";
    }

    /** {@code 3 hours ago}. */
    String ago(Instant moment) {
        Duration age = Duration.between(moment, now);
        if (age.isNegative() || age.toSeconds() < 1) {
            // Clocks of machines differ by a little.
            return "just now";
        }
        if (age.toMinutes() < 1) {
            return count(age.toSeconds(), "second");
        }
        if (age.toHours() < 1) {
            return count(age.toMinutes(), "minute");
        }
        return age.toDays() < 1 ? count(age.toHours(), "hour") : count(age.toDays(), "day");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s") + " ago";
    }

    /** {@code 1d2h3m4s}, the two leading zero units left out. */
    String since(Instant moment) {
        Duration age = Duration.between(moment, now);
        if (age.isNegative()) {
            return "0m0s";
        }
        String text = age.toMinutesPart() + "m" + age.toSecondsPart() + "s";
        if (age.toHours() > 0) {
            text = age.toHoursPart() + "h" + text;
        }
        return age.toDays() > 0 ? age.toDays() + "d" + text : text;
    }
}
