package io.jenkins.plugins.flinkdeploy.status;

import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.status.BoardRow;
import io.jenkins.plugins.flinkdeploy.engine.status.ClusterStatus;
import io.jenkins.plugins.flinkdeploy.engine.status.StatusDetail;
import io.jenkins.plugins.flinkdeploy.engine.status.StatusReader;
import io.jenkins.plugins.flinkdeploy.run.TargetClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The whole status of a cluster, read anew while somebody looks: at most so often that it keeps nobody busy, and once for all who
 * look.
 */
final class LiveStatus {
    /** What Flink does inside shows in no watch. */
    private static final Duration OFTEN = Duration.ofSeconds(5);
    /** After a change that a watch told. */
    private static final Duration SOON = Duration.ofSeconds(1);
    /** A status that takes long is read more seldom. */
    private static final int SHARE = 10;

    private final ResourceId resource;
    private final LiveTarget target;
    private final Executor workers;

    private Optional<ClusterStatus> last = Optional.empty();
    private Optional<BoardRow> rowThen = Optional.empty();
    private long version;
    private long readAt;
    private long took;
    private boolean reading;

    LiveStatus(ResourceId resource, LiveTarget target, Executor workers) {
        this.resource = resource;
        this.target = target;
        this.workers = workers;
    }

    /** What was read last, empty before the first time. Has it read again where that is worth it, without waiting for that. */
    synchronized Optional<ClusterStatus> status() {
        if (!reading && isDue()) {
            target.client().ifPresent(this::begin);
        }
        return last;
    }

    /** Grows with every reading. */
    synchronized long version() {
        return version;
    }

    private synchronized boolean isDue() {
        if (last.isEmpty()) {
            return true;
        }
        Duration age = Duration.ofNanos(System.nanoTime() - readAt);
        Duration pause = Duration.ofNanos(Math.max(OFTEN.toNanos(), took * SHARE));
        return age.compareTo(pause) > 0 || age.compareTo(SOON) > 0 && !row().equals(rowThen);
    }

    private Optional<BoardRow> row() {
        return target.view().rows().stream()
                .filter(row -> row.resource().equals(resource))
                .findFirst();
    }

    private synchronized void begin(TargetClient client) {
        reading = true;
        try {
            workers.execute(() -> read(client));
        } catch (RejectedExecutionException shuttingDown) {
            reading = false;
        }
    }

    private void read(TargetClient client) {
        long start = System.nanoTime();
        Optional<BoardRow> row = row();
        Optional<ClusterStatus> status = Optional.empty();
        try {
            status = Optional.of(
                    new StatusReader(client.cluster(), Clock.systemUTC()).read(resource, StatusDetail.FULL));
        } finally {
            synchronized (this) {
                reading = false;
                readAt = System.nanoTime();
                took = readAt - start;
                rowThen = row;
                if (status.isPresent()) {
                    last = status;
                }
                version++;
                notifyAll();
            }
        }
    }

    /** Waits for the first reading, for no longer than this. */
    synchronized Optional<ClusterStatus> await(Duration most) {
        long limit = System.nanoTime() + most.toNanos();
        try {
            while (status().isEmpty() && System.nanoTime() < limit) {
                wait(50);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return last;
    }
}
