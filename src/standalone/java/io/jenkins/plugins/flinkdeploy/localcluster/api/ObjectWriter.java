package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Creates and changes objects: each call is one transaction, and leaves nothing behind when it fails or is a dry run. */
final class ObjectWriter {
    /** @param created whether the object is new */
    record Written(ObjectNode object, boolean created) {}

    private final ObjectStore store;
    private final ResourceTypes types;
    private final Deletion deletion;
    private final Definitions definitions;
    private final Admission admission = new Admission();

    ObjectWriter(ObjectStore store, ResourceTypes types, Deletion deletion, Definitions definitions) {
        this.store = store;
        this.types = types;
        this.deletion = deletion;
        this.definitions = definitions;
    }

    ObjectNode create(ResourceType type, String namespace, ObjectNode body, WriteOptions options) {
        ObjectNode object = body.deepCopy();
        NewObjects.prepare(type, namespace, object);
        return store.atomically(() -> {
            ObjectKey key = ObjectKey.of(type, object);
            checkNamespace(type, key);
            if (store.get(key).isPresent()) {
                throw Failures.alreadyExists(type, key.name());
            }
            admission.admit(type, Json.object(), object, options);
            Ownership.update(Json.object(), object, type, "", options.manager());
            return insert(type, key, object, options);
        });
    }

    /** Replaces or patches an object that exists; the change gets a copy that it may modify. */
    ObjectNode update(
            ResourceType type,
            ObjectKey key,
            String subresource,
            UnaryOperator<ObjectNode> change,
            WriteOptions options) {
        return store.atomically(() -> {
            ObjectNode before = store.get(key).orElseThrow(() -> Failures.notFound(type, key.name()));
            ObjectNode after = change.apply(before.deepCopy());
            Meta.put(Meta.of(after), Meta.MANAGED_FIELDS, Meta.of(before).get(Meta.MANAGED_FIELDS));
            complete(type, before, after, subresource, options);
            Ownership.update(before, after, type, subresource, options.manager());
            return replace(type, key, before, after, options);
        });
    }

    Written apply(
            ResourceType type, ObjectKey key, String subresource, ObjectNode configuration, WriteOptions options) {
        if (options.manager().isEmpty()) {
            throw Failures.badRequest("PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is"
                    + " required for apply patch");
        }
        ServerSideApply apply = new ServerSideApply(type, subresource, options.manager(), options.force());
        return store.atomically(() -> {
            Optional<ObjectNode> existing = store.get(key);
            ExistingObjects.checkIdentity(type, key, configuration);
            Admission.checkApplied(type, key, configuration);
            if (existing.isEmpty() && !subresource.isEmpty()) {
                throw Failures.notFound(type, key.name());
            }
            if (existing.isPresent()) {
                ObjectNode before = existing.get();
                ExistingObjects.checkVersion(type, before, configuration);
                ObjectNode after = apply.apply(before, configuration);
                complete(type, before, after, subresource, options);
                return new Written(replace(type, key, before, after, options), false);
            }
            checkNamespace(type, key);
            ObjectNode skeleton = NewObjects.skeleton(type, key);
            ObjectNode object = apply.apply(skeleton, configuration);
            NewObjects.prepare(type, key.namespace(), object);
            admission.admit(type, Json.object(), object, options);
            return new Written(insert(type, key, object, options), true);
        });
    }

    private void complete(
            ResourceType type, ObjectNode before, ObjectNode after, String subresource, WriteOptions options) {
        ExistingObjects.checkVersion(type, before, after);
        ExistingObjects.keepWhatClientsCannotChange(type, before, after, subresource);
        admission.admit(type, before, after, options);
        Generations.count(type, before, after);
    }

    private ObjectNode insert(ResourceType type, ObjectKey key, ObjectNode object, WriteOptions options) {
        Meta.of(object).put("uid", UUID.randomUUID().toString());
        definitions.check(type, object);
        if (options.dryRun()) {
            return object;
        }
        ObjectNode stored = store.put(key, object);
        definitions.stored(type, stored);
        if (key.is("", "namespaces")) {
            defaultAccount(key.name());
        }
        deletion.collectIfAbandoned(key, stored);
        return stored;
    }

    private ObjectNode replace(
            ResourceType type, ObjectKey key, ObjectNode before, ObjectNode after, WriteOptions options) {
        definitions.check(type, after);
        if (options.dryRun()) {
            return after;
        }
        if (after.equals(before)) {
            return before;
        }
        if (deletion.isDone(key, after)) {
            return deletion.remove(key, after);
        }
        ObjectNode stored = store.put(key, after);
        definitions.stored(type, stored);
        return stored;
    }

    /** Pods run under the account {@code default} of their namespace, which exists as soon as the namespace does. */
    private void defaultAccount(String namespace) {
        ObjectNode account = Json.object();
        Meta.of(account).put("name", "default");
        create(types.builtIn("v1", "serviceaccounts"), namespace, account, WriteOptions.internal());
    }

    private void checkNamespace(ResourceType type, ObjectKey key) {
        if (!type.namespaced()) {
            return;
        }
        ObjectNode namespace = store.get(new ObjectKey("", "namespaces", "", key.namespace()))
                .orElseThrow(() -> Failures.namespaceNotFound(key.namespace()));
        if (Meta.isBeingDeleted(namespace)) {
            throw Failures.forbidden(
                    type,
                    key.name(),
                    "unable to create new content in namespace " + key.namespace() + " because it is being terminated");
        }
    }
}
