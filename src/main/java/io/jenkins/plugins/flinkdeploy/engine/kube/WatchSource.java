package io.jenkins.plugins.flinkdeploy.engine.kube;

import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Lists and watches the objects of a kind in a namespace, one connection at a time; reconnecting is the caller's. */
interface WatchSource {
    /**
     * All objects.
     *
     * @param resourceVersion where a watch has to begin in order to miss nothing after this list
     */
    record Listing(List<Manifest> items, String resourceVersion) {
        public Listing {
            items = List.copyOf(items);
        }
    }

    /** Hears one connection. */
    interface Events {
        void changed(ClusterApi.Change change);

        /** Nothing changed, but the connection lives. */
        void alive();

        /** The connection ended; nothing follows. The cause is absent when the server ended it in good order. */
        void ended(Optional<Throwable> cause);
    }

    Listing list(WatchKey key);

    /**
     * Opens a connection that the server ends after {@code limit} at the latest; blocks until it is open.
     *
     * @throws RuntimeException when it cannot be opened; then nothing is told to {@code events}
     */
    AutoCloseable open(WatchKey key, String resourceVersion, Duration limit, Events events);
}
