package io.jenkins.plugins.flinkdeploy.engine.kube;

import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi.Change;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The one watch of a kind in a namespace: lists, watches, and on any end of the connection (dropped, expired with 410, server
 * away) lists and watches again, for as long as there are listeners. Listing anew is what makes nothing get lost: listeners are
 * told the difference to what was known.
 */
final class SharedWatch {
    private static final Logger LOGGER = Logger.getLogger(SharedWatch.class.getName());

    /** The server is asked to end each connection after this long or up to twice it, so no dead one is trusted for ever. */
    private static final Duration SHORTEST_CONNECTION = Duration.ofMinutes(2);
    /** How much longer than asked a connection may last before it is taken for dead. */
    private static final Duration DEAD_AFTER = Duration.ofSeconds(20);
    /** A connection that lasted so long was a good one: the next failure starts again with a short pause. */
    private static final Duration GOOD_CONNECTION = Duration.ofSeconds(10);

    /** API servers send a bookmark about every minute when nothing else happens. */
    private static final Duration SILENCE = Duration.ofSeconds(90);

    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(500), Duration.ofSeconds(15), () -> ThreadLocalRandom.current()
                    .nextDouble());

    private static final Duration LONGEST_ASKED = Duration.ofMinutes(1);

    private final WatchKey key;
    private final WatchSource source;
    private final ScheduledExecutorService pool;
    private final Map<String, Manifest> known = new LinkedHashMap<>();
    private final Set<WatchListener> listeners = new LinkedHashSet<>();

    private boolean listed;
    private boolean closed;
    /** Ends of connections in a row that came too soon; counts for the pause before the next attempt. */
    private int failures;
    /** Whether something was wrong since the last good connection, as opposed to one that simply reached its limit. */
    private boolean troubled;
    /** Numbers the connections, so that what an old one still says is not taken for news. */
    private long connection;

    private long openedAt;
    private long heardAt;
    private AutoCloseable open;
    private ScheduledFuture<?> timer;

    SharedWatch(WatchKey key, WatchSource source, ScheduledExecutorService pool) {
        this.key = key;
        this.source = source;
        this.pool = pool;
    }

    synchronized void start() {
        long mine = connection;
        timer = pool.schedule(() -> connect(mine), 0, TimeUnit.MILLISECONDS);
    }

    synchronized void add(WatchListener listener) {
        listeners.add(listener);
        if (listed) {
            listener.listed(present());
        }
    }

    /** Whether this was the last listener. */
    synchronized boolean remove(WatchListener listener) {
        listeners.remove(listener);
        return listeners.isEmpty();
    }

    synchronized boolean isSilent() {
        return open == null || System.nanoTime() - heardAt > SILENCE.toNanos();
    }

    void close() {
        AutoCloseable last;
        synchronized (this) {
            closed = true;
            connection++;
            last = open;
            open = null;
            if (timer != null) {
                timer.cancel(false);
            }
        }
        closeQuietly(last);
    }

    private void connect(long mine) {
        try {
            WatchSource.Listing listing = source.list(key);
            if (!relisted(mine, listing)) {
                return;
            }
            long limit = SHORTEST_CONNECTION.toSeconds();
            Duration lasting =
                    Duration.ofSeconds(limit + ThreadLocalRandom.current().nextLong(limit));
            opened(mine, lasting, source.open(key, listing.resourceVersion(), lasting, new Connection(mine)));
        } catch (RuntimeException e) {
            lost(mine, Optional.of(e));
        }
    }

    private synchronized boolean relisted(long mine, WatchSource.Listing listing) {
        if (mine != connection) {
            return false;
        }
        Map<String, Manifest> present = new LinkedHashMap<>();
        listing.items().forEach(item -> present.put(name(item), item));
        Map<String, Manifest> gone = new LinkedHashMap<>(known);
        gone.keySet().removeAll(present.keySet());
        if (listed) {
            present.forEach((name, item) -> {
                if (!sameVersion(known.get(name), item)) {
                    tell(new Change(item, false));
                }
            });
            gone.values().forEach(item -> tell(new Change(item, true)));
        }
        known.clear();
        known.putAll(present);
        if (listed) {
            listeners.forEach(listener -> listener.relisted(present()));
        } else {
            listed = true;
            listeners.forEach(listener -> listener.listed(present()));
        }
        return true;
    }

    private void opened(long mine, Duration lasting, AutoCloseable watch) {
        synchronized (this) {
            if (mine == connection) {
                open = watch;
                openedAt = System.nanoTime();
                heardAt = openedAt;
                if (troubled) {
                    troubled = false;
                    LOGGER.log(Level.INFO, "Watching {0} again.", key);
                }
                timer = schedule(() -> lost(mine, Optional.empty()), lasting.plus(DEAD_AFTER));
                return;
            }
        }
        closeQuietly(watch);
    }

    private void lost(long mine, Optional<Throwable> cause) {
        AutoCloseable last;
        synchronized (this) {
            if (mine != connection || closed) {
                return;
            }
            long next = ++connection;
            last = open;
            open = null;
            if (timer != null) {
                timer.cancel(false);
            }
            boolean wasGood = last != null && System.nanoTime() - openedAt > GOOD_CONNECTION.toNanos();
            failures = wasGood ? 1 : failures + 1;
            Duration pause = pause(cause);
            cause.ifPresent(thrown -> log(thrown, pause));
            timer = schedule(() -> connect(next), pause);
        }
        closeQuietly(last);
    }

    /** A server that asks to be left alone for some time is left alone for as long, within reason. */
    private Duration pause(Optional<Throwable> cause) {
        Duration own = BACKOFF.pause(failures);
        return cause.filter(ClusterException.class::isInstance)
                .flatMap(thrown -> ((ClusterException) thrown).retryAfter())
                .map(asked -> asked.compareTo(LONGEST_ASKED) < 0 ? asked : LONGEST_ASKED)
                .map(asked -> asked.plus(own))
                .orElse(own);
    }

    private void log(Throwable thrown, Duration pause) {
        // One line per outage at a level that shows; the rest is for whoever looks for it.
        LOGGER.log(
                troubled ? Level.FINE : Level.INFO,
                troubled ? thrown : null,
                () -> "The watch of " + key + " was lost and is opened again in " + pause.toMillis() + " ms: "
                        + thrown.getMessage());
        troubled = true;
    }

    private synchronized void changed(long mine, Change change) {
        if (mine != connection) {
            return;
        }
        heardAt = System.nanoTime();
        String name = name(change.object());
        if (change.deleted()) {
            known.remove(name);
        } else if (sameVersion(known.put(name, change.object()), change.object())) {
            return;
        }
        tell(change);
    }

    private synchronized void alive(long mine) {
        if (mine == connection) {
            heardAt = System.nanoTime();
        }
    }

    private Map<String, Manifest> present() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(known));
    }

    private void tell(Change change) {
        listeners.forEach(listener -> listener.changed(change));
    }

    private ScheduledFuture<?> schedule(Runnable task, Duration pause) {
        try {
            return pool.schedule(task, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "The cluster connection is closed; " + key + " is not watched any more.", e);
            closed = true;
            return null;
        }
    }

    private static String name(Manifest manifest) {
        return manifest.namespace() + "/" + manifest.name();
    }

    private static boolean sameVersion(Manifest before, Manifest after) {
        Optional<String> version = after.textAt("/metadata/resourceVersion");
        return before != null && version.isPresent() && version.equals(before.textAt("/metadata/resourceVersion"));
    }

    private static void closeQuietly(AutoCloseable watch) {
        if (watch == null) {
            return;
        }
        try {
            watch.close();
        } catch (Exception e) {
            LOGGER.log(Level.FINE, "A watch did not close in good order.", e);
        }
    }

    private final class Connection implements WatchSource.Events {
        private final long mine;

        Connection(long mine) {
            this.mine = mine;
        }

        @Override
        public void changed(Change change) {
            SharedWatch.this.changed(mine, change);
        }

        @Override
        public void alive() {
            SharedWatch.this.alive(mine);
        }

        @Override
        public void ended(Optional<Throwable> cause) {
            lost(mine, cause);
        }
    }
}
