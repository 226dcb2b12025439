package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Takes objects away: finalizers and grace periods first, then their dependents. What a real cluster's garbage collector does some
 * moments later happens here within the same transaction.
 */
final class Deletion {
    private static final String FOREGROUND_FINALIZER = "foregroundDeletion";

    /** @param gone whether the object was removed, not only marked */
    record Result(ObjectNode object, boolean gone) {}

    private final ObjectStore store;
    private final Dependents dependents;
    private final ResourceTypes types;

    Deletion(ObjectStore store, ResourceTypes types) {
        this.store = store;
        this.types = types;
        this.dependents = new Dependents(store);
    }

    Result delete(ResourceType type, ObjectKey key, DeleteOptions options) {
        return store.atomically(() -> {
            ObjectNode object = store.get(key).orElseThrow(() -> Failures.notFound(type, key.name()));
            checkPreconditions(type, object, options);
            return options.dryRun() ? new Result(object, true) : delete(key, object, options);
        });
    }

    private Result delete(ObjectKey key, ObjectNode object, DeleteOptions options) {
        String uid = Meta.uid(object);
        if (options.propagation().equals(DeleteOptions.ORPHAN)) {
            dependents.of(uid).forEach(dependent -> dependents.release(dependent, uid));
        }
        ObjectNode marked = object.deepCopy();
        long grace = PodTermination.graceSeconds(key, object, options);
        boolean foreground = options.propagation().equals(DeleteOptions.FOREGROUND)
                && !dependents.of(uid).isEmpty();
        List<String> finalizers = new ArrayList<>(Meta.finalizers(marked));
        if (foreground && !finalizers.contains(FOREGROUND_FINALIZER)) {
            finalizers.add(FOREGROUND_FINALIZER);
            Meta.setFinalizers(marked, finalizers);
        }
        mark(key, marked, grace);
        if (!isDone(key, marked)) {
            ObjectNode stored = marked.equals(object) ? object : store.put(key, marked);
            if (foreground) {
                deleteDependents(uid);
                finishForeground(uid);
                return store.get(key).map(left -> new Result(left, false)).orElse(new Result(stored, true));
            }
            if (key.is("", "namespaces")) {
                emptyNamespace(key.name());
            }
            return store.get(key).map(left -> new Result(left, false)).orElse(new Result(stored, true));
        }
        return new Result(remove(key, marked), true);
    }

    private static void mark(ObjectKey key, ObjectNode object, long grace) {
        ObjectNode metadata = Meta.of(object);
        boolean first = !Meta.isBeingDeleted(object);
        if (first || metadata.path(Meta.GRACE_PERIOD).asLong() > grace) {
            Instant end = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(grace);
            metadata.put(Meta.DELETION_TIMESTAMP, end.toString()).put(Meta.GRACE_PERIOD, grace);
        }
        if (first && metadata.path("generation").asLong() > 0) {
            metadata.put("generation", metadata.get("generation").asLong() + 1);
        }
        if (key.is("", "namespaces")) {
            object.withObjectProperty("status").put("phase", "Terminating");
        }
    }

    /** Whether nothing holds a marked object any more. */
    boolean isDone(ObjectKey key, ObjectNode object) {
        return Meta.isBeingDeleted(object)
                && Meta.finalizers(object).isEmpty()
                && object.path("metadata").path(Meta.GRACE_PERIOD).asLong() == 0
                && !(key.is("", "namespaces") && contentOf(key.name()).findAny().isPresent());
    }

    /** Removes an object for good, and what depended on it. */
    ObjectNode remove(ObjectKey key, ObjectNode object) {
        if (key.is("apiextensions.k8s.io", "customresourcedefinitions")) {
            removeInstances(object);
            types.undefine(key.name());
        }
        ObjectNode last = store.remove(key, object);
        deleteDependents(Meta.uid(object));
        Dependents.owners(object).forEach(this::finishForeground);
        if (!key.namespace().isEmpty()) {
            finishNamespace(key.namespace());
        }
        return last;
    }

    /**
     * Deletes an object whose owners are all gone, or are being deleted and wait for it, as the garbage collector does with one that
     * was created too late.
     */
    void collectIfAbandoned(ObjectKey key, ObjectNode object) {
        if (dependents.isAbandoned(object) || dependents.areOwnersLeaving(object, FOREGROUND_FINALIZER)) {
            delete(key, object, DeleteOptions.background());
        }
    }

    private void deleteDependents(String uid) {
        for (ObjectKey dependent : dependents.of(uid)) {
            store.get(dependent).ifPresent(object -> {
                boolean otherOwner = Dependents.owners(object).stream()
                        .anyMatch(owner -> !owner.equals(uid)
                                && dependents
                                        .byUid(owner)
                                        .flatMap(store::get)
                                        .filter(o -> !Meta.isBeingDeleted(o))
                                        .isPresent());
                if (otherOwner) {
                    dependents.release(dependent, uid);
                } else if (!Meta.isBeingDeleted(object)) {
                    delete(dependent, object, DeleteOptions.background());
                }
            });
        }
    }

    private void finishForeground(String owner) {
        dependents.byUid(owner).ifPresent(key -> store.get(key).ifPresent(object -> {
            List<String> finalizers = new ArrayList<>(Meta.finalizers(object));
            if (!dependents.blocked(owner) && finalizers.remove(FOREGROUND_FINALIZER)) {
                ObjectNode released = object.deepCopy();
                Meta.setFinalizers(released, finalizers);
                if (isDone(key, released)) {
                    remove(key, released);
                } else {
                    store.put(key, released);
                }
            }
        }));
    }

    private void emptyNamespace(String namespace) {
        contentOf(namespace).toList().forEach(key -> store.get(key)
                .filter(object -> !Meta.isBeingDeleted(object))
                .ifPresent(object -> delete(key, object, DeleteOptions.background())));
    }

    private void finishNamespace(String namespace) {
        ObjectKey key = new ObjectKey("", "namespaces", "", namespace);
        store.get(key).filter(object -> isDone(key, object)).ifPresent(object -> remove(key, object));
    }

    private Stream<ObjectKey> contentOf(String namespace) {
        return store.keys().stream().filter(key -> key.namespace().equals(namespace));
    }

    private void removeInstances(ObjectNode definition) {
        String group = definition.path("spec").path("group").asText();
        String plural = definition.path("spec").path("names").path("plural").asText();
        store.keys().stream().filter(key -> key.is(group, plural)).forEach(key -> store.get(key)
                .ifPresent(object -> remove(key, object)));
    }

    private static void checkPreconditions(ResourceType type, ObjectNode object, DeleteOptions options) {
        String uid = Meta.uid(object);
        if (!options.uid().isEmpty() && !options.uid().equals(uid)) {
            throw Failures.conflict(
                    type,
                    Meta.name(object),
                    "Precondition failed: UID in precondition: %s, UID in object meta: %s"
                            .formatted(options.uid(), uid));
        }
        String version = Meta.text(object, Meta.RESOURCE_VERSION);
        if (!options.resourceVersion().isEmpty() && !options.resourceVersion().equals(version)) {
            throw Failures.conflict(
                    type,
                    Meta.name(object),
                    "Precondition failed: ResourceVersion in precondition: %s, ResourceVersion in object meta: %s"
                            .formatted(options.resourceVersion(), version));
        }
    }
}
