package io.jenkins.plugins.flinkdeploy.localcluster.api;

import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.Executor;

/** Writes answers to their connections. Everything here runs on the event loop of the connection. */
final class AnswerWriter {
    private final Vertx vertx;
    private final Executor workers;
    private final Watches watches;

    AnswerWriter(Vertx vertx, Executor workers, Watches watches) {
        this.vertx = vertx;
        this.workers = workers;
        this.watches = watches;
    }

    void write(HttpServerRequest request, Context context, ApiResponse answer) {
        if (request.response().closed()) {
            if (answer instanceof ApiResponse.Text text) {
                TextStream.close(text.source());
            }
        } else if (answer instanceof ApiResponse.Body body) {
            body(request, body);
        } else if (answer instanceof ApiResponse.Watch watch) {
            watch(request, context, watch);
        } else if (answer instanceof ApiResponse.Text text) {
            HttpServerResponse response = chunked(request, "text/plain; charset=utf-8");
            new TextStream(response, context, text.source()).start(workers);
        }
    }

    private static void body(HttpServerRequest request, ApiResponse.Body body) {
        HttpServerResponse response = request.response();
        request.resume();
        response.setStatusCode(body.code()).putHeader("Content-Type", body.contentType());
        for (String warning : body.warnings()) {
            response.headers().add("Warning", "299 - " + Json.write(warning));
        }
        response.end(Buffer.buffer(body.content()));
    }

    private void watch(HttpServerRequest request, Context context, ApiResponse.Watch watch) {
        WatchStream stream = new WatchStream(vertx, context, watches, watch);
        if ("websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            request.toWebSocket().onSuccess(socket -> {
                socket.closeHandler(ignored -> stream.stop());
                stream.start(event -> socket.writeTextMessage(Json.write(event)), socket::close);
            });
        } else {
            HttpServerResponse response = chunked(request, "application/json");
            response.closeHandler(ignored -> stream.stop());
            stream.start(event -> response.write(Json.write(event) + "\n"), response::end);
        }
    }

    private static HttpServerResponse chunked(HttpServerRequest request, String contentType) {
        request.resume();
        HttpServerResponse response = request.response().setChunked(true).putHeader("Content-Type", contentType);
        response.exceptionHandler(ignored -> {});
        // An empty chunk sends the headers, for which clients wait before they take the watch for open.
        response.write(Buffer.buffer());
        return response;
    }
}
