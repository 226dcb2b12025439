package io.jenkins.plugins.flinkdeploy.engine.definition;

/**
 * An amount of memory.
 *
 * @param bytes not negative
 */
public record DataSize(long bytes) {
    private static final String UNITS = "kmgt";

    /** The shortest exact form with a binary unit, as Flink and the operator read it: {@code 4g}, {@code 1536m}. */
    @Override
    public String toString() {
        long amount = bytes;
        int unit = -1;
        while (unit < UNITS.length() - 1 && amount > 0 && amount % 1024 == 0) {
            amount /= 1024;
            unit++;
        }
        return amount + (unit < 0 ? "b" : String.valueOf(UNITS.charAt(unit)));
    }
}
