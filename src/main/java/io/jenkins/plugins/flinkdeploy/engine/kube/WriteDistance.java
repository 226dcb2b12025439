package io.jenkins.plugins.flinkdeploy.engine.kube;

import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi.Change;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Keeps what is written to a Flink resource away from what its operator is just writing to it.
 *
 * <p>Operators, 1.6 to 1.15 at least, send every new status three times in a row ({@code StatusRecorder.patchAndCacheStatus}). When
 * somebody else changes the resource between two of them, the operator takes its own status for a foreign one, forgets it, and does
 * its last step again from what it knew before: a job that it has just stopped with a savepoint is stopped once more, and what it
 * remembers of that is a checkpoint from before the savepoint. Whoever acts at once on a change seen by a watch hits that moment
 * nearly every time; whoever looks every few seconds, seldom.
 */
final class WriteDistance {
    private static final String GROUP = "flink.apache.org/";
    private static final Duration DISTANCE = Duration.ofMillis(500);
    /** A resource that never comes to rest is written all the same. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private static final int MOST_KNOWN = 1000;

    private final LongSupplier nanos;
    private final Pause pause;
    private final Map<ResourceId, Long> changes = new ConcurrentHashMap<>();

    WriteDistance() {
        this(System::nanoTime, TimeUnit.NANOSECONDS::sleep);
    }

    /** @param nanos a clock that only goes forward, in nanoseconds */
    WriteDistance(LongSupplier nanos, Pause pause) {
        this.nanos = nanos;
        this.pause = pause;
    }

    /** Waits until nothing changed the resource for a while, as far as a watch told. */
    void keep(ResourceId resource) {
        long start = nanos.getAsLong();
        Optional<Long> left = left(resource, start);
        while (left.isPresent()) {
            try {
                pause.sleep(left.get());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            left = left(resource, start);
        }
    }

    private Optional<Long> left(ResourceId resource, long start) {
        long now = nanos.getAsLong();
        return Optional.ofNullable(changes.get(resource))
                .map(last -> Math.min(last + DISTANCE.toNanos(), start + LONGEST.toNanos()) - now)
                .filter(left -> left > 0);
    }

    /** The same watches, whose changes are noted here on their way. */
    WatchSource noting(WatchSource source) {
        return new WatchSource() {
            @Override
            public Listing list(WatchKey key) {
                return source.list(key);
            }

            @Override
            public AutoCloseable open(WatchKey key, String resourceVersion, Duration limit, Events events) {
                return source.open(
                        key, resourceVersion, limit, key.apiVersion().startsWith(GROUP) ? noting(events) : events);
            }
        };
    }

    private WatchSource.Events noting(WatchSource.Events events) {
        return new WatchSource.Events() {
            @Override
            public void changed(Change change) {
                note(change.object());
                events.changed(change);
            }

            @Override
            public void alive() {
                events.alive();
            }

            @Override
            public void ended(Optional<Throwable> cause) {
                events.ended(cause);
            }
        };
    }

    private void note(Manifest object) {
        long now = nanos.getAsLong();
        if (changes.size() >= MOST_KNOWN) {
            changes.values().removeIf(last -> now - last > DISTANCE.toNanos());
        }
        changes.put(object.id(), now);
    }

    /** Sleeps that many nanoseconds. */
    interface Pause {
        void sleep(long nanos) throws InterruptedException;
    }
}
