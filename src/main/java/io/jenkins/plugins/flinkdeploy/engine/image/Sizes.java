package io.jenkins.plugins.flinkdeploy.engine.image;

import java.util.Locale;

/** Sizes as people read them. */
final class Sizes {
    private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB"};

    private Sizes() {}

    /** Decimal units as registries show them, with one digit after the point: {@code 34.5 MB}. */
    static String text(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 999.95 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return unit == 0 ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }
}
