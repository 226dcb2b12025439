package io.jenkins.plugins.flinkdeploy.engine.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a JVM says that does not start: no exception and no log line, but a few words on its standard output around one that is always
 * the same.
 */
final class JvmWords {
    private static final int BEFORE = 2;
    private static final Pattern END = Pattern.compile("^Error: Could not create the Java Virtual Machine\\."
            + "|^Error occurred during initialization of VM"
            + "|^# There is insufficient memory for the Java Runtime Environment to continue\\.");
    /** What start scripts and the log of Flink say before, and what the JVM adds without telling more. */
    private static final Pattern NOT_TELLING = Pattern.compile(
            "^(sed: |/\\S+\\.sh: |Picked up |Starting |\\[|\\d{4}-\\d\\d-|#$|Error: A fatal exception has occurred).*");

    private JvmWords() {}

    /** The words of the JVM that ended last; empty when none failed to start. */
    static Optional<String> in(String log) {
        List<String> lines = log.lines().filter(line -> !line.isBlank()).toList();
        for (int end = lines.size() - 1; end >= 0; end--) {
            if (END.matcher(lines.get(end)).find()) {
                return Optional.of(around(lines, end));
            }
        }
        return Optional.empty();
    }

    private static String around(List<String> lines, int end) {
        List<String> telling = new ArrayList<>();
        // The reason stands before the words that are always there, or after them.
        for (String line : lines.subList(Math.max(0, end - BEFORE), Math.min(lines.size(), end + 2))) {
            if (!NOT_TELLING.matcher(line).matches()) {
                telling.add(LogExcerpt.shortened(line.strip()));
            }
        }
        return String.join("\n", telling);
    }
}
