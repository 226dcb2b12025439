package io.jenkins.plugins.flinkdeploy.engine.kube;

import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi.Change;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Follows all objects of a kind and tells each change, in order. */
final class KindListener implements WatchListener {
    private final Consumer<Change> listener;
    private final Mailbox mailbox;

    KindListener(Consumer<Change> listener, Executor pool) {
        this.listener = listener;
        this.mailbox = new Mailbox(pool);
    }

    @Override
    public void listed(Map<String, Manifest> present) {
        present.values().forEach(object -> changed(new Change(object, false)));
    }

    @Override
    public void changed(Change change) {
        mailbox.post(() -> listener.accept(change));
    }

    @Override
    public void relisted(Map<String, Manifest> present) {
        // The changes that were missed have been told one by one.
    }

    @Override
    public void close() {
        mailbox.close();
    }
}
