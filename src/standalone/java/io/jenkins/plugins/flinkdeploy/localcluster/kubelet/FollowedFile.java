package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Reads a file that still grows: waits at its end for more, until its writer has ended or the reader closes it. */
final class FollowedFile extends InputStream {
    private static final long PAUSE_MILLIS = 200;

    private final InputStream file;
    private final BooleanSupplier ended;
    private final CountDownLatch closed = new CountDownLatch(1);

    FollowedFile(Path path, long start, BooleanSupplier ended) throws IOException {
        this.file = Files.newInputStream(path);
        this.file.skipNBytes(start);
        this.ended = ended;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        while (closed.getCount() > 0) {
            // Asked before reading: what the writer wrote before its end must not be missed.
            boolean last = ended.getAsBoolean();
            int count = file.read(buffer, offset, length);
            if (count > 0) {
                return count;
            }
            if (last || isClosedAfterPause()) {
                return -1;
            }
        }
        return -1;
    }

    private boolean isClosedAfterPause() throws InterruptedIOException {
        try {
            return closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for more of the log");
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        file.close();
    }
}
