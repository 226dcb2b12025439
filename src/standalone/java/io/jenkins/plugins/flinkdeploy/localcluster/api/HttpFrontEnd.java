package io.jenkins.plugins.flinkdeploy.localcluster.api;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** The listening side: reads requests, has them answered by a thread of its own, and writes the answers. */
final class HttpFrontEnd implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int LONGEST_ADDRESS = 64 * 1024;

    private final Vertx vertx;
    private final ExecutorService workers;
    private final ApiHandler handler;
    private final AnswerWriter answers;
    private HttpServer server;
    private int port;

    HttpFrontEnd(ApiHandler handler, Watches watches) {
        this.handler = handler;
        this.vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(2)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setUseDaemonThread(true)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        this.workers = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "local-api-server");
            thread.setDaemon(true);
            return thread;
        });
        this.answers = new AnswerWriter(vertx, workers, watches);
    }

    /**
     * Starts to listen; a second start after a {@link #stopListening} takes the same port again.
     *
     * @param wanted 0 for any free port
     */
    synchronized int listen(int wanted) {
        if (server == null) {
            server = vertx.createHttpServer(new HttpServerOptions()
                            .setHost(LOOPBACK)
                            .setPort(port == 0 ? wanted : port)
                            // Clients that offer to go on in HTTP/2 stay with HTTP/1.1, as watches and upgrades expect.
                            .setHttp2ClearTextEnabled(false)
                            .setMaxInitialLineLength(LONGEST_ADDRESS)
                            .setMaxHeaderSize(LONGEST_ADDRESS)
                            .setRegisterWebSocketWriteHandlers(false))
                    .requestHandler(this::receive);
            await(server.listen());
            port = server.actualPort();
        }
        return port;
    }

    /** Refuses connections from now on and breaks those that are open. */
    synchronized void stopListening() {
        if (server != null) {
            await(server.close());
            server = null;
        }
    }

    private void receive(HttpServerRequest request) {
        Context context = vertx.getOrCreateContext();
        if ("websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            request.pause();
            answer(request, context, Buffer.buffer());
        } else {
            request.body().onSuccess(body -> answer(request, context, body));
        }
    }

    private void answer(HttpServerRequest request, Context context, Buffer body) {
        ApiRequest read = RequestReader.read(request, body.getBytes());
        try {
            workers.execute(() -> {
                ApiResponse response = Answers.safely(handler, read);
                context.runOnContext(ignored -> answers.write(request, context, response));
            });
        } catch (RejectedExecutionException e) {
            request.connection().close();
        }
    }

    private static void await(Future<?> future) {
        try {
            future.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw new UncheckedIOException(cause);
            }
            throw e;
        }
    }

    @Override
    public void close() {
        stopListening();
        workers.shutdownNow();
        await(vertx.close());
    }
}
