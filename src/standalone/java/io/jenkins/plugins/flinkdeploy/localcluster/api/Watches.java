package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Turns changes of the store into watch events of one resource. */
final class Watches {
    /**
     * What to watch.
     *
     * @param namespace empty for all
     * @param view how objects appear in events
     * @param since events after this revision; absent for the present state first
     */
    record Query(
            ResourceType type,
            String namespace,
            Predicate<JsonNode> selector,
            Optional<Long> since,
            boolean bookmarks,
            UnaryOperator<ObjectNode> view) {}

    private final ObjectStore store;

    Watches(ObjectStore store) {
        this.store = store;
    }

    /**
     * Sends the events so far and then each new one. The sink is called inside the store's lock: it must hand the event on.
     *
     * @return ends the watch
     */
    Runnable start(Query query, Consumer<ObjectNode> sink) {
        return store.atomically(() -> {
            try {
                if (query.since().isPresent()) {
                    store.changesSince(query.since().get()).forEach(change -> send(query, change, sink));
                } else {
                    store.list(query.type().group(), query.type().plural(), query.namespace()).stream()
                            .filter(query.selector())
                            .forEach(object -> sink.accept(event("ADDED", query, object)));
                }
            } catch (ApiException e) {
                ObjectNode error = Json.object().put("type", "ERROR");
                error.set("object", e.status());
                sink.accept(error);
                return () -> {};
            }
            return store.listen(change -> send(query, change, sink));
        });
    }

    /** An event that only tells the revision up to which the watcher has seen everything. */
    ObjectNode bookmark(Query query) {
        ObjectNode object = Json.object()
                .put("kind", query.type().kind())
                .put("apiVersion", query.type().apiVersion());
        Meta.of(object).put(Meta.RESOURCE_VERSION, Long.toString(store.revision()));
        Meta.of(object).putNull("creationTimestamp");
        ObjectNode event = Json.object().put("type", "BOOKMARK");
        event.set("object", object);
        return event;
    }

    private static void send(Query query, Change change, Consumer<ObjectNode> sink) {
        ObjectKey key = change.key();
        if (!query.type().is(key.group(), key.plural())
                || !query.namespace().isEmpty() && !query.namespace().equals(key.namespace())) {
            return;
        }
        boolean before = change.before() != null && query.selector().test(change.before());
        boolean after = change.after() != null && query.selector().test(change.after());
        if (before || after) {
            String kind = !after ? "DELETED" : before ? "MODIFIED" : "ADDED";
            sink.accept(event(kind, query, change.after() == null ? change.before() : change.after()));
        }
    }

    private static ObjectNode event(String kind, Query query, ObjectNode object) {
        ObjectNode event = Json.object().put("type", kind);
        event.set("object", query.view().apply(object));
        return event;
    }
}
