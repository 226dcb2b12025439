package io.jenkins.plugins.flinkdeploy.standalone.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the example job wrote: {@code version=1 count=42} a line. */
final class CounterLog {
    private static final Pattern LINE = Pattern.compile("version=(\\S+) count=(\\d+)");

    /** One line of the log. */
    record Count(String version, long value) {}

    private final Path file;

    CounterLog(Path directory) {
        this.file = directory.resolve("counter.log");
    }

    /** Every count so far; a last line that is not whole yet is left out. */
    List<Count> counts() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<Count> counts = new ArrayList<>();
        String text = Files.readString(file, StandardCharsets.UTF_8);
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n")) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                counts.add(new Count(matcher.group(1), Long.parseLong(matcher.group(2))));
            }
        }
        return counts;
    }

    Optional<Count> last() throws IOException {
        List<Count> counts = counts();
        return counts.isEmpty() ? Optional.empty() : Optional.of(counts.get(counts.size() - 1));
    }

    /**
     * The first count that was written after a number of lines.
     *
     * @param lines how many lines were there before
     */
    Optional<Count> firstAfter(int lines) throws IOException {
        List<Count> counts = counts();
        return counts.size() > lines ? Optional.of(counts.get(lines)) : Optional.empty();
    }
}
