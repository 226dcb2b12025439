package org.example.counter;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.functions.sink.RichSinkFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes each count as a line {@code version=V count=N}, at once, so that the file can be watched. After a failure the
 * counts since the last checkpoint are written a second time; after an upgrade with a savepoint none is.
 */
class CountWriter extends RichSinkFunction<Long> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(CountWriter.class);
    private static final int LOG_EVERY = 100;

    private final String version;
    private final String directory;
    private transient BufferedWriter file;

    /** @param directory where counter.log is written; null when the count is only to be logged */
    CountWriter(String version, String directory) {
        this.version = version;
        this.directory = directory;
    }

    @Override
    public void open(Configuration parameters) throws IOException {
        if (directory != null) {
            Path path = Files.createDirectories(Path.of(directory)).resolve("counter.log");
            file = Files.newBufferedWriter(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    @Override
    public void invoke(Long count, Context context) throws IOException {
        String line = "version=" + version + " count=" + count;
        if (count % LOG_EVERY == 0) {
            LOG.info("{}", line);
        }
        if (file != null) {
            file.write(line);
            file.newLine();
            file.flush();
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
