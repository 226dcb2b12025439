package io.jenkins.plugins.flinkdeploy.engine.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Picks the lines of a log that tell why a process failed: the last exception, or the one that Flink calls fatal, with its
 * innermost causes and where in the code the innermost was thrown.
 */
final class LogExcerpt {
    private static final int INNERMOST = 2;
    private static final int LONGEST_LINE = 500;
    private static final int LAST_LINES = 3;
    private static final Pattern EXCEPTION = Pattern.compile(
            "^(Exception in thread \"[^\"]*\" )?([a-zA-Z_$][\\w$]*\\.)+[A-Z][\\w$]*(Exception|Error|Throwable)\\b.*");
    private static final Pattern PYTHON_EXCEPTION =
            Pattern.compile("^([A-Za-z_]\\w*\\.)*[A-Z]\\w*(Error|Exception)(: .*)?$");
    private static final Pattern ERROR_LINE = Pattern.compile(
            ".*\\b(ERROR|FATAL|OutOfMemoryError)\\b.*|^Error: .*|.*(: not found|: No such file or directory)$");
    private static final Pattern FATAL = Pattern.compile(".*(?i:fatal error|fatal exception).*");
    private static final Pattern BROUGHT = Pattern.compile("\tat (\\S+/)?(java|javax|jdk|sun|scala|org\\.apache)\\..*");
    private static final String CAUSE = "Caused by: ";

    private final List<String> best = new ArrayList<>();
    private boolean bestIsFatal;
    private final List<String> heads = new ArrayList<>();
    private final List<String> frames = new ArrayList<>();
    private boolean fatal;

    private LogExcerpt() {}

    /** The telling lines; empty when nothing in the log looks like trouble. */
    static String of(String log) {
        return JvmWords.in(log).orElseGet(() -> new LogExcerpt().read(log));
    }

    /** The telling lines of a container's termination message, which may be the end of its log; else its last ones. */
    static String ofMessage(String message) {
        return Optional.of(of(message)).filter(text -> !text.isBlank()).orElseGet(() -> lastLines(message));
    }

    /** The last lines, of a process that ended without a word of trouble. */
    static String lastLines(String log) {
        List<String> lines = log.lines().filter(line -> !line.isBlank()).toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    private String read(String log) {
        String errorLine = "";
        String before = "";
        for (String line : log.lines().toList()) {
            if (EXCEPTION.matcher(line).matches()
                    || PYTHON_EXCEPTION.matcher(line).matches()) {
                finish();
                heads.add(line);
                fatal = FATAL.matcher(before).matches();
            } else if (!heads.isEmpty() && line.startsWith(CAUSE)) {
                heads.add(line);
                frames.clear();
            } else if (!heads.isEmpty() && line.startsWith("\t")) {
                frames.add(line);
            } else {
                finish();
                errorLine = ERROR_LINE.matcher(line).matches() ? line.strip() : errorLine;
            }
            before = line;
        }
        finish();
        return best.isEmpty() ? shortened(errorLine) : String.join("\n", best);
    }

    /** The exception that was being read is over. */
    private void finish() {
        if (!heads.isEmpty() && (fatal || !bestIsFatal)) {
            best.clear();
            best.add(shortened(heads.get(0)));
            heads.subList(Math.max(1, heads.size() - INNERMOST), heads.size()).stream()
                    .map(LogExcerpt::shortened)
                    .filter(line -> !best.contains(line))
                    .forEach(best::add);
            place().ifPresent(best::add);
            bestIsFatal = fatal;
        }
        heads.clear();
        frames.clear();
    }

    /** Where the innermost exception was thrown: the first line of the job's own code, else the first line. */
    private Optional<String> place() {
        return frames.stream()
                .filter(line ->
                        line.startsWith("\tat ") && !BROUGHT.matcher(line).matches())
                .findFirst()
                .or(() ->
                        frames.stream().filter(line -> line.startsWith("\tat ")).findFirst())
                .map(line -> line.replaceFirst(" ~?\\[[^\\]]*]$", ""));
    }

    static String shortened(String line) {
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + " …";
    }
}
