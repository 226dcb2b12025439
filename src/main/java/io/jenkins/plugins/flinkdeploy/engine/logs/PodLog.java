package io.jenkins.plugins.flinkdeploy.engine.logs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** The log of one pod, line by line; no more of it is held than one line. */
final class PodLog implements AutoCloseable {
    private final String pod;
    private final BufferedReader reader;
    private Instant before = Instant.EPOCH;

    PodLog(String pod, InputStream stream) {
        this.pod = pod;
        reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    /** The next line, empty at the end. */
    Optional<LogLine> next() throws IOException {
        String line = reader.readLine();
        if (line == null) {
            return Optional.empty();
        }
        LogLine read = LogLine.of(pod, line, before);
        before = read.at();
        return Optional.of(read);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
