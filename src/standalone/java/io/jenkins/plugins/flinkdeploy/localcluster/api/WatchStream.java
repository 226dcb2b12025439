package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One open watch. Its events are handed to the event loop of its connection, which keeps their order. */
final class WatchStream {
    private static final Duration BOOKMARK_INTERVAL = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final Context context;
    private final Watches watches;
    private final ApiResponse.Watch watch;
    private final List<Long> timers = new ArrayList<>();
    private Runnable subscription = () -> {};
    private boolean stopped;

    WatchStream(Vertx vertx, Context context, Watches watches, ApiResponse.Watch watch) {
        this.vertx = vertx;
        this.context = context;
        this.watches = watches;
        this.watch = watch;
    }

    /** @param end ends the answer, called at most once and not when the client has left */
    void start(Consumer<ObjectNode> sink, Runnable end) {
        subscription =
                watches.start(watch.query(), event -> context.runOnContext(ignored -> deliver(event, sink, end)));
        watch.timeout()
                .ifPresent(limit -> timers.add(vertx.setTimer(Math.max(1, limit.toMillis()), ignored -> finish(end))));
        if (watch.query().bookmarks()) {
            timers.add(vertx.setPeriodic(
                    BOOKMARK_INTERVAL.toMillis(), ignored -> context.runOnContext(now -> bookmark(sink))));
        }
    }

    private void deliver(ObjectNode event, Consumer<ObjectNode> sink, Runnable end) {
        if (stopped) {
            return;
        }
        sink.accept(event);
        if (event.path("type").asText().equals("ERROR")) {
            finish(end);
        }
    }

    /** The revision is read on the loop that delivers the events, so every event up to it is delivered or queued behind. */
    private void bookmark(Consumer<ObjectNode> sink) {
        ObjectNode event = watches.bookmark(watch.query());
        context.runOnContext(ignored -> {
            if (!stopped) {
                sink.accept(event);
            }
        });
    }

    private void finish(Runnable end) {
        if (!stopped) {
            stop();
            end.run();
        }
    }

    void stop() {
        stopped = true;
        subscription.run();
        timers.forEach(vertx::cancelTimer);
    }
}
