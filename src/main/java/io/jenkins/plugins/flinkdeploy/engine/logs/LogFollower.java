package io.jenkins.plugins.flinkdeploy.engine.logs;

import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Follows the logs of a cluster's pods: those that run, those that come, and each on after a restart of its container. One thread
 * a pod, so it is for the few clusters that a person looks at.
 */
public final class LogFollower implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(LogFollower.class.getName());
    private static final Duration BEFORE_NEXT_LOOK = Duration.ofMillis(500);

    /** One pod that is followed; open while it exists. */
    private static final class Followed {
        private final CountDownLatch gone = new CountDownLatch(1);
        private volatile Optional<PodLog> log = Optional.empty();

        boolean pausedUntilGone() throws InterruptedException {
            return gone.await(BEFORE_NEXT_LOOK.toMillis(), TimeUnit.MILLISECONDS);
        }

        void stop() {
            gone.countDown();
            log.ifPresent(ClusterLogs::close);
        }
    }

    private final ClusterLogs logs;
    private final LogQuery query;
    private final Consumer<LogLine> lines;
    private final Map<String, Followed> pods = new ConcurrentHashMap<>();
    private final ClusterApi.Subscription subscription;
    private volatile boolean closed;

    /**
     * Begins to follow.
     *
     * @param lines gets one line at a time, from several threads one after another
     */
    public LogFollower(ClusterApi cluster, LogQuery query, Consumer<LogLine> lines) {
        this.logs = new ClusterLogs(cluster, note -> LOGGER.log(Level.FINE, note));
        this.query = query;
        this.lines = lines;
        subscription = cluster.watchAll("v1", "Pod", query.namespace(), this::podChanged);
    }

    private void podChanged(ClusterApi.Change change) {
        if (!ClusterLogs.isWanted(change.object(), query)) {
            return;
        }
        String name = change.object().name();
        if (change.deleted()) {
            Optional.ofNullable(pods.remove(name)).ifPresent(followed -> followed.gone.countDown());
        } else if (!closed) {
            pods.computeIfAbsent(name, this::begin);
        }
    }

    private Followed begin(String pod) {
        Followed followed = new Followed();
        Thread thread = new Thread(() -> follow(pod, followed), "log of " + pod);
        thread.setDaemon(true);
        thread.start();
        return followed;
    }

    private void follow(String pod, Followed followed) {
        Optional<Instant> last = Optional.empty();
        try {
            boolean gone = false;
            while (!closed && !gone) {
                last = read(pod, followed, last);
                gone = followed.pausedUntilGone();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads until the container ends or the log breaks off, and says up to when. */
    private Optional<Instant> read(String pod, Followed followed, Optional<Instant> last) {
        Optional<Instant> newest = last;
        LogQuery rest = last.isEmpty() ? query : query.withoutTail();
        try {
            followed.log = logs.open(rest, pod, last.or(query::since), true);
            if (followed.log.isEmpty()) {
                return newest;
            }
            try (PodLog log = followed.log.get()) {
                for (Optional<LogLine> line = log.next(); line.isPresent() && !closed; line = log.next()) {
                    Instant at = line.get().at();
                    // The API server takes whole seconds, so the lines of the last one come again.
                    if (last.isEmpty() || at.isAfter(last.get())) {
                        tell(line.get());
                        newest = Optional.of(at);
                    }
                }
            }
        } catch (ClusterException | IOException e) {
            LOGGER.log(Level.FINE, e, () -> "The log of pod " + pod + " broke off");
        }
        return newest;
    }

    private synchronized void tell(LogLine line) {
        if (!closed && query.wants(line)) {
            lines.accept(line);
        }
    }

    @Override
    public void close() {
        closed = true;
        subscription.close();
        pods.values().forEach(Followed::stop);
    }
}
