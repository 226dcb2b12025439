package io.jenkins.plugins.flinkdeploy.localcluster.api;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean away;

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
     * Starts to listen.
     *
     * @param port 0 for any free port
     * @return the port
     */
    int listen(int port) {
        HttpServer server = vertx.createHttpServer(new HttpServerOptions()
                        .setHost(LOOPBACK)
                        .setPort(port)
                        // Clients that offer to go on in HTTP/2 stay with HTTP/1.1, as watches and upgrades expect.
                        .setHttp2ClearTextEnabled(false)
                        .setMaxInitialLineLength(LONGEST_ADDRESS)
                        .setMaxHeaderSize(LONGEST_ADDRESS)
                        .setRegisterWebSocketWriteHandlers(false))
                .connectionHandler(this::admit)
                .requestHandler(this::receive);
        await(server.listen());
        return server.actualPort();
    }

    /**
     * While away, open connections are broken and new ones dropped. The port stays taken: given back, it could go to an
     * outgoing connection of any program on the machine before the server wants it again.
     */
    void setAway(boolean gone) {
        away = gone;
        if (gone) {
            connections.forEach(HttpConnection::close);
        }
    }

    private void admit(HttpConnection connection) {
        connections.add(connection);
        connection.closeHandler(ignored -> connections.remove(connection));
        if (away) {
            connection.close();
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
        workers.shutdownNow();
        await(vertx.close());
    }
}
