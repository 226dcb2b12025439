package io.jenkins.plugins.flinkdeploy.engine.model;

import java.time.Duration;
import java.util.Locale;

/** Sizes, times and ids in the form people read. */
public final class Text {
    private static final String[] UNITS = {"KB", "MB", "GB", "TB"};

    private Text() {}

    /** {@code 40 ms}, {@code 12.3 s}, {@code 4 min 05 s}, {@code 1 h 02 min}. */
    public static String duration(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 950) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        long seconds = duration.toSeconds();
        if (seconds < 3600) {
            return String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
        }
        return String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds / 60 % 60);
    }

    /** {@code 812 B}, {@code 3.4 MB}, decimal units. */
    public static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = -1;
        while (value >= 999.95 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    /** The first line of a text, without its end; empty when the text is. */
    public static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    /** The first eight characters of a commit id. */
    public static String commit(String id) {
        return id.length() > 8 ? id.substring(0, 8) : id;
    }
}
