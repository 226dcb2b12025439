package io.jenkins.plugins.flinkdeploy.run;

import io.jenkins.plugins.flinkdeploy.engine.logs.LogLine;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.Secrets;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of log lines, without what looks like secrets in them. One line at a time is held. */
final class LogFile implements AutoCloseable {
    /** Characters of one file: a log that somebody forgot shall not fill the controller's disk. */
    private static final long MOST = 1L << 30;

    private static final int LONGEST_LINE = 100_000;

    private final BufferedWriter out;
    private long characters;
    private long lines;
    private long leftOut;

    private LogFile(BufferedWriter out) {
        this.out = out;
    }

    static LogFile in(Path path) throws IOException {
        return new LogFile(Files.newBufferedWriter(path, StandardCharsets.UTF_8));
    }

    /**
     * Writes a line at once.
     *
     * @throws UncheckedIOException when it cannot be written
     */
    void add(LogLine line) {
        if (characters > MOST) {
            leftOut++;
            return;
        }
        String whole = line.text();
        String shown = Secrets.masked(whole.length() > LONGEST_LINE ? whole.substring(0, LONGEST_LINE) + " …" : whole);
        String text = line.at() + " " + line.pod() + " | " + shown + "\n";
        try {
            out.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        characters += text.length();
        lines++;
    }

    long lines() {
        return lines;
    }

    /** How many lines did not fit. */
    long leftOut() {
        return leftOut;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
