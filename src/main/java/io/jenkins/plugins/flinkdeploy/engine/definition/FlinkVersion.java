package io.jenkins.plugins.flinkdeploy.engine.definition;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line of Flink releases such as 1.20; the operator does not tell patch releases apart. */
public record FlinkVersion(int major, int minor) implements Comparable<FlinkVersion> {
    /** The newest line that knows no other name for the high availability setting than the old one. */
    private static final FlinkVersion OLD_HIGH_AVAILABILITY = new FlinkVersion(1, 16);

    static final FlinkVersion OLDEST = new FlinkVersion(1, 13);
    static final FlinkVersion LAST_OF_1 = new FlinkVersion(1, 20);
    static final FlinkVersion NEWEST_KNOWN = new FlinkVersion(2, 4);

    private static final Pattern DOTTED = Pattern.compile("(\\d{1,2})\\.(\\d{1,2})");
    private static final Pattern RESOURCE = Pattern.compile("v(\\d{1,2})_(\\d{1,2})");

    /** {@code 1.20}. */
    static Optional<FlinkVersion> parse(String text) {
        return match(DOTTED, text);
    }

    /** {@code v1_20}. */
    public static Optional<FlinkVersion> parseResourceForm(String text) {
        return match(RESOURCE, text);
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException when the text is no version
     */
    @JsonCreator
    public static FlinkVersion of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a Flink version: " + text));
    }

    private static Optional<FlinkVersion> match(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.matches()
                ? Optional.of(new FlinkVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /** The value of {@code spec.flinkVersion}, for instance {@code v1_20}. */
    public String resourceForm() {
        return "v" + major + "_" + minor;
    }

    /** Whether the line has the configuration key names of Flink 2. */
    public boolean isTwo() {
        return major >= 2;
    }

    /** Whether {@code high-availability.type} is known. */
    public boolean hasHighAvailabilityType() {
        return compareTo(OLD_HIGH_AVAILABILITY) > 0;
    }

    @Override
    public int compareTo(FlinkVersion other) {
        return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
    }

    @Override
    @JsonValue
    public String toString() {
        return major + "." + minor;
    }
}
