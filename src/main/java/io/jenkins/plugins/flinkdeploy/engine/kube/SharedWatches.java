package io.jenkins.plugins.flinkdeploy.engine.kube;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;

/** The watches that are open, one per kind and namespace, each for as long as somebody listens. */
final class SharedWatches {
    private final WatchSource source;
    private final ScheduledExecutorService pool;
    private final Map<WatchKey, SharedWatch> watches = new HashMap<>();

    SharedWatches(WatchSource source, ScheduledExecutorService pool) {
        this.source = source;
        this.pool = pool;
    }

    synchronized ClusterApi.Subscription subscribe(WatchKey key, WatchListener listener) {
        SharedWatch watch = watches.get(key);
        if (watch == null) {
            watch = new SharedWatch(key, source, pool);
            watch.add(listener);
            watch.start();
            watches.put(key, watch);
        } else {
            watch.add(listener);
        }
        return new Listening(key, watch, listener);
    }

    synchronized int size() {
        return watches.size();
    }

    synchronized void close() {
        watches.values().forEach(SharedWatch::close);
        watches.clear();
    }

    private synchronized void unsubscribe(WatchKey key, WatchListener listener) {
        listener.close();
        SharedWatch watch = watches.get(key);
        if (watch != null && watch.remove(listener)) {
            watches.remove(key);
            watch.close();
        }
    }

    private final class Listening implements ClusterApi.Subscription {
        private final WatchKey key;
        private final SharedWatch watch;
        private final WatchListener listener;
        private final AtomicBoolean subscribed = new AtomicBoolean(true);

        Listening(WatchKey key, SharedWatch watch, WatchListener listener) {
            this.key = key;
            this.watch = watch;
            this.listener = listener;
        }

        @Override
        public boolean isSilent() {
            return watch.isSilent();
        }

        @Override
        public void close() {
            if (subscribed.compareAndSet(true, false)) {
                unsubscribe(key, listener);
            }
        }
    }
}
