package io.jenkins.plugins.flinkdeploy.run;

import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * One client for each cluster and identity, shared by all deployments that go there, so that they share its connections and
 * watches. A client that nobody uses any more is closed after a while. A changed credential is another identity.
 */
final class ClusterClients {
    private final Duration idle;
    private final ScheduledExecutorService timer;
    private final Map<String, Shared> clients = new HashMap<>();

    /**
     * @param idle how long an unused client is kept for the next deployment
     * @param timer only closes unused clients
     */
    ClusterClients(Duration idle, ScheduledExecutorService timer) {
        this.idle = idle;
        this.timer = timer;
    }

    /** A client until it is given back; giving back twice does nothing. */
    interface Lease extends AutoCloseable {
        ClusterApi cluster();

        @Override
        void close();
    }

    private static final class Shared {
        private final ClusterApi cluster;
        private int users;
        private ScheduledFuture<?> closing;

        private Shared(ClusterApi cluster) {
            this.cluster = cluster;
        }
    }

    synchronized Lease lease(ClusterConnection connection) {
        String key = connection.fingerprint();
        Shared shared = clients.computeIfAbsent(key, unused -> new Shared(connection.connect()));
        shared.users++;
        if (shared.closing != null) {
            shared.closing.cancel(false);
            shared.closing = null;
        }
        return new Lease() {
            private boolean closed;

            @Override
            public ClusterApi cluster() {
                return shared.cluster;
            }

            @Override
            public void close() {
                synchronized (ClusterClients.this) {
                    if (!closed) {
                        closed = true;
                        giveBack(key, shared);
                    }
                }
            }
        };
    }

    /** Closes what nobody uses, for instance because targets are others now. What is in use is closed some time after its last use. */
    void closeUnused() {
        List<Shared> unused;
        synchronized (this) {
            unused = clients.values().stream()
                    .filter(shared -> shared.users == 0)
                    .toList();
            clients.values().removeAll(unused);
        }
        unused.forEach(shared -> shared.cluster.close());
    }

    /** Closes all, used or not. */
    synchronized void closeAll() {
        clients.values().forEach(shared -> shared.cluster.close());
        clients.clear();
    }

    private void giveBack(String key, Shared shared) {
        shared.users--;
        if (shared.users == 0 && clients.get(key) == shared) {
            shared.closing = timer.schedule(() -> closeUnused(key, shared), idle.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void closeUnused(String key, Shared shared) {
        synchronized (this) {
            if (shared.users > 0 || !clients.remove(key, shared)) {
                return;
            }
        }
        shared.cluster.close();
    }
}
