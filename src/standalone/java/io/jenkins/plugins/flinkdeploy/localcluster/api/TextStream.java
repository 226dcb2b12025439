package io.jenkins.plugins.flinkdeploy.localcluster.api;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Copies a log to a client, no faster than the client reads. */
final class TextStream {
    private static final Logger LOGGER = Logger.getLogger(TextStream.class.getName());
    private static final int PIECE = 32 * 1024;

    private final HttpServerResponse response;
    private final Context context;
    private final InputStream source;
    private volatile boolean left;

    TextStream(HttpServerResponse response, Context context, InputStream source) {
        this.response = response;
        this.context = context;
        this.source = source;
    }

    void start(Executor workers) {
        response.closeHandler(ignored -> {
            left = true;
            workers.execute(() -> close(source));
        });
        workers.execute(this::copy);
    }

    private void copy() {
        byte[] piece = new byte[PIECE];
        try {
            for (int length = source.read(piece); length >= 0 && !left; length = source.read(piece)) {
                response.write(Buffer.buffer(Arrays.copyOf(piece, length)))
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
            }
        } catch (IOException | CompletionException e) {
            LOGGER.log(Level.FINE, e, () -> "A log ended early");
        } finally {
            close(source);
            context.runOnContext(ignored -> {
                if (!response.ended() && !response.closed()) {
                    response.end();
                }
            });
        }
    }

    static void close(InputStream source) {
        try {
            source.close();
        } catch (IOException e) {
            LOGGER.log(Level.FINE, e, () -> "A log could not be closed");
        }
    }
}
