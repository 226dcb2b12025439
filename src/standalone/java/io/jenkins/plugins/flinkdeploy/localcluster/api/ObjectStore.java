package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * All objects with one revision counter and the last changes, as etcd keeps them. Trees that went in or came out are shared and
 * must not be changed any more. One lock guards everything, so that a read-modify-write inside {@link #atomically} is a transaction.
 */
final class ObjectStore {
    private static final int REMEMBERED_CHANGES = 5000;

    private final NavigableMap<ObjectKey, ObjectNode> objects = new TreeMap<>();
    private final Deque<Change> history = new ArrayDeque<>();
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private long revision = 1;
    private long forgotten = 1;

    synchronized <T> T atomically(Supplier<T> transaction) {
        return transaction.get();
    }

    synchronized long revision() {
        return revision;
    }

    synchronized Optional<ObjectNode> get(ObjectKey key) {
        return Optional.ofNullable(objects.get(key));
    }

    /** Objects of a resource in the order of their keys; an empty namespace means all namespaces. */
    synchronized List<ObjectNode> list(String group, String plural, String namespace) {
        List<ObjectNode> found = new ArrayList<>();
        for (var entry :
                objects.tailMap(new ObjectKey(group, plural, namespace, "")).entrySet()) {
            ObjectKey key = entry.getKey();
            if (!key.group().equals(group) || !key.plural().equals(plural)) {
                break;
            }
            if (namespace.isEmpty() || key.namespace().equals(namespace)) {
                found.add(entry.getValue());
            } else {
                break;
            }
        }
        return found;
    }

    synchronized List<ObjectKey> keys() {
        return List.copyOf(objects.keySet());
    }

    /** Stores the object under a new revision, which it carries as its resource version from now on. */
    synchronized ObjectNode put(ObjectKey key, ObjectNode object) {
        revision++;
        Meta.of(object).put(Meta.RESOURCE_VERSION, Long.toString(revision));
        ObjectNode before = objects.put(key, object);
        publish(new Change(revision, key, before, object));
        return object;
    }

    /** Removes the object and returns its last state, which carries the revision of the removal. */
    synchronized ObjectNode remove(ObjectKey key, ObjectNode lastState) {
        revision++;
        ObjectNode last = lastState.deepCopy();
        Meta.of(last).put(Meta.RESOURCE_VERSION, Long.toString(revision));
        objects.remove(key);
        publish(new Change(revision, key, last, null));
        return last;
    }

    private void publish(Change change) {
        history.addLast(change);
        if (history.size() > REMEMBERED_CHANGES) {
            forgotten = history.removeFirst().revision();
        }
        listeners.forEach(listener -> listener.accept(change));
    }

    /**
     * Changes after a revision, oldest first.
     *
     * @throws ApiException with code 410 when some of them are forgotten, or the revision is of another server's life
     */
    synchronized List<Change> changesSince(long since) {
        if (since < forgotten || since > revision) {
            throw Failures.expired(since, forgotten);
        }
        return history.stream().filter(change -> change.revision() > since).toList();
    }

    /** Calls the listener, inside the lock, for every change from now on. It must not block. */
    synchronized Runnable listen(Consumer<Change> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
