package io.jenkins.plugins.flinkdeploy.engine.kube;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The body of an answer. The client takes its closing for a cancellation and gives the connection up, even at the end, when the
 * pool may already have handed it to the next request; so a body that was read to its end is not closed again.
 */
final class BodyStream extends FilterInputStream {
    private boolean ended;

    BodyStream(InputStream body) {
        super(body);
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        ended |= next < 0;
        return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        ended |= count < 0;
        return count;
    }

    @Override
    public void close() throws IOException {
        if (!ended) {
            super.close();
        }
    }
}
