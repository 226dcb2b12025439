package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import io.jenkins.plugins.flinkdeploy.localcluster.api.PodLogRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A log with the time of each line. A real node notes the time at which it reads a line; here containers write into a file, so the
 * time is the one that Flink itself wrote at the line's beginning, and a line without one has that of the line before.
 */
final class StampedLines extends InputStream {
    private static final DateTimeFormatter FLINK = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS");
    private static final int STAMP = "2026-01-01 00:00:00,000".length();

    private final InputStream source;
    private final boolean written;
    private final Optional<Instant> since;
    private Instant time;
    private InputStream line = InputStream.nullInputStream();

    private StampedLines(InputStream source, boolean written, Optional<Instant> since, Instant start) {
        this.source = source;
        this.written = written;
        this.since = since;
        time = start;
    }

    static InputStream of(InputStream source, PodLogRequest request) {
        Optional<Instant> since = request.since().map(age -> Instant.now().minus(age));
        return new StampedLines(source, request.timestamps(), since, since.orElse(Instant.EPOCH));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = line.read(buffer, offset, length);
        while (count < 0) {
            Optional<byte[]> next = nextLine();
            if (next.isEmpty()) {
                return -1;
            }
            line = new ByteArrayInputStream(next.get());
            count = line.read(buffer, offset, length);
        }
        return count;
    }

    /** The next line that is wanted, with its line feed. */
    private Optional<byte[]> nextLine() throws IOException {
        while (true) {
            byte[] raw = rawLine();
            if (raw.length == 0) {
                return Optional.empty();
            }
            stampIn(raw).ifPresent(stamp -> time = stamp);
            if (since.filter(time::isBefore).isEmpty()) {
                return Optional.of(written ? stamped(raw) : raw);
            }
        }
    }

    private byte[] rawLine() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int next = source.read();
        while (next >= 0) {
            bytes.write(next);
            if (next == '\n') {
                break;
            }
            next = source.read();
        }
        return bytes.toByteArray();
    }

    private byte[] stamped(byte[] raw) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes((time + " ").getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(raw);
        return bytes.toByteArray();
    }

    private static Optional<Instant> stampIn(byte[] raw) {
        if (raw.length < STAMP) {
            return Optional.empty();
        }
        try {
            String head = new String(raw, 0, STAMP, StandardCharsets.UTF_8);
            return Optional.of(LocalDateTime.parse(head, FLINK)
                    .atZone(ZoneId.systemDefault())
                    .toInstant());
        } catch (DateTimeParseException noStamp) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
