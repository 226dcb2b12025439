package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Who owns whom, read from the owner references in the store. */
final class Dependents {
    private final ObjectStore store;

    Dependents(ObjectStore store) {
        this.store = store;
    }

    /** Keys of the objects that name this uid as an owner. */
    List<ObjectKey> of(String uid) {
        return store.keys().stream()
                .filter(key ->
                        store.get(key).map(Dependents::owners).orElse(Set.of()).contains(uid))
                .toList();
    }

    boolean blocked(String uid) {
        return of(uid).stream().flatMap(key -> store.get(key).stream()).anyMatch(object -> StreamSupport.stream(
                        references(object).spliterator(), false)
                .anyMatch(owner -> owner.path("uid").asText().equals(uid)
                        && owner.path("blockOwnerDeletion").asBoolean()));
    }

    /** Whether the object names owners and none of them exists. */
    boolean isAbandoned(ObjectNode object) {
        Set<String> owners = owners(object);
        return !owners.isEmpty() && owners.stream().noneMatch(uid -> byUid(uid).isPresent());
    }

    /** Whether the object names owners, and each that exists is being deleted and held by this finalizer. */
    boolean areOwnersLeaving(ObjectNode object, String finalizer) {
        Set<String> owners = owners(object);
        return !owners.isEmpty()
                && owners.stream()
                        .flatMap(uid -> byUid(uid).stream())
                        .flatMap(key -> store.get(key).stream())
                        .allMatch(owner -> Meta.isBeingDeleted(owner)
                                && Meta.finalizers(owner).contains(finalizer));
    }

    Optional<ObjectKey> byUid(String uid) {
        return store.keys().stream()
                .filter(key -> store.get(key).map(Meta::uid).orElse("").equals(uid))
                .findFirst();
    }

    /** Takes one owner out of the references of an object. */
    void release(ObjectKey key, String uid) {
        store.get(key).ifPresent(object -> {
            ObjectNode released = object.deepCopy();
            var list = Meta.of(released).withArray(Meta.OWNERS);
            for (int i = list.size() - 1; i >= 0; i--) {
                if (list.get(i).path("uid").asText().equals(uid)) {
                    list.remove(i);
                }
            }
            if (list.isEmpty()) {
                Meta.of(released).remove(Meta.OWNERS);
            }
            store.put(key, released);
        });
    }

    static Set<String> owners(ObjectNode object) {
        return StreamSupport.stream(references(object).spliterator(), false)
                .map(owner -> owner.path("uid").asText())
                .collect(Collectors.toSet());
    }

    private static JsonNode references(ObjectNode object) {
        return object.path("metadata").path(Meta.OWNERS);
    }
}
