package io.jenkins.plugins.flinkdeploy.engine.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Picks the lines of a Flink log that tell why it failed: the last exception with its causes, without the frames. */
final class LogExcerpt {
    private static final int MOST_LINES = 8;
    private static final Pattern EXCEPTION =
            Pattern.compile("^(Caused by: )?([a-zA-Z_$][\\w$]*\\.)+[A-Z][\\w$]*(Exception|Error|Throwable)\\b.*");
    private static final Pattern ERROR_LINE = Pattern.compile(".*\\b(ERROR|FATAL|OutOfMemoryError)\\b.*");

    private LogExcerpt() {}

    static String of(String log) {
        List<String> lines = log.lines().toList();
        List<String> excerpt = new ArrayList<>();
        for (String line : lines) {
            boolean starts = EXCEPTION.matcher(line).matches() && !line.startsWith("Caused by: ");
            if (starts || ERROR_LINE.matcher(line).matches()) {
                excerpt.clear();
                excerpt.add(line.strip());
            } else if (line.startsWith("Caused by: ") && !excerpt.contains(line.strip())) {
                excerpt.add(line.strip());
            }
        }
        int from = Math.max(0, excerpt.size() - MOST_LINES);
        return String.join("\n", excerpt.subList(from, excerpt.size()));
    }
}
