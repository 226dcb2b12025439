package io.jenkins.plugins.flinkdeploy.run;

import io.jenkins.plugins.flinkdeploy.engine.resource.plan.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** Lines for an artifact, without what looks like secrets in them, and of more than fit only the last ones. */
final class LastLines {
    private static final int LONGEST_LINE = 4000;

    private final Deque<String> lines = new ArrayDeque<>();
    private final long most;
    private long characters;
    private long leftOut;

    /** @param most so many characters at most are kept */
    LastLines(long most) {
        this.most = most;
    }

    void add(String line) {
        String shown = Secrets.masked(line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + " …" : line);
        lines.addLast(shown);
        characters += shown.length() + 1;
        while (characters > most) {
            characters -= lines.removeFirst().length() + 1;
            leftOut++;
        }
    }

    /** Writes them; an empty file is not written. */
    void write(Path file) throws IOException {
        if (leftOut > 0) {
            lines.addFirst(Messages.LastLines_leftOut(leftOut));
        }
        if (!lines.isEmpty()) {
            Files.write(file, lines, StandardCharsets.UTF_8);
        }
    }
}
