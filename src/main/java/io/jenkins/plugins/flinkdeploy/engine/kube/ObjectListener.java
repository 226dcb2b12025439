package io.jenkins.plugins.flinkdeploy.engine.kube;

import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi.Change;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Follows one object and tells its newest state; states that nobody had time to take are skipped. */
final class ObjectListener implements WatchListener {
    private final ResourceId id;
    private final Consumer<Optional<Manifest>> listener;
    private final Mailbox mailbox;
    private Optional<Manifest> newest = Optional.empty();
    private boolean waiting;

    ObjectListener(ResourceId id, Consumer<Optional<Manifest>> listener, Executor pool) {
        this.id = id;
        this.listener = listener;
        this.mailbox = new Mailbox(pool);
    }

    @Override
    public void listed(Map<String, Manifest> present) {
        tell(Optional.ofNullable(present.get(id.namespace() + "/" + id.name())));
    }

    @Override
    public void changed(Change change) {
        if (change.object().name().equals(id.name())) {
            tell(change.deleted() ? Optional.empty() : Optional.of(change.object()));
        }
    }

    @Override
    public void relisted(Map<String, Manifest> present) {
        listed(present);
    }

    @Override
    public void close() {
        mailbox.close();
    }

    private synchronized void tell(Optional<Manifest> state) {
        newest = state;
        if (!waiting) {
            waiting = true;
            mailbox.post(() -> listener.accept(take()));
        }
    }

    private synchronized Optional<Manifest> take() {
        waiting = false;
        return newest;
    }
}
