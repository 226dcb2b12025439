package io.jenkins.plugins.flinkdeploy.engine.kube;

import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi.Change;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Follows all objects of a kind and tells each change, in order. */
final class KindListener implements WatchListener {
    private final Predicate<Manifest> interest;
    private final Consumer<Change> listener;
    private final Mailbox mailbox;

    /** @param interest asked under the watch's lock, so that of the many objects of others nothing is queued */
    KindListener(Predicate<Manifest> interest, Consumer<Change> listener, Executor pool) {
        this.interest = interest;
        this.listener = listener;
        this.mailbox = new Mailbox(pool);
    }

    @Override
    public void listed(Map<String, Manifest> present) {
        present.values().forEach(object -> changed(new Change(object, false)));
    }

    @Override
    public void changed(Change change) {
        if (interest.test(change.object())) {
            mailbox.post(() -> listener.accept(change));
        }
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
