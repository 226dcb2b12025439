package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Merges an applied configuration into the live object by the rules of server-side apply. */
final class ServerSideApply {
    private final ResourceType type;
    private final ManagedFields.Manager manager;
    private final boolean force;

    ServerSideApply(ResourceType type, String subresource, String manager, boolean force) {
        this.type = type;
        this.manager = new ManagedFields.Manager(manager, ManagedFields.APPLY, type.apiVersion(), subresource);
        this.force = force;
    }

    /**
     * The object after the apply, with its managed fields.
     *
     * @param stored the object now; nothing but its address when it does not exist yet
     * @throws ApiException with code 409 when others own fields that would change
     */
    ObjectNode apply(ObjectNode stored, ObjectNode configuration) {
        // Merging shares the parts that it leaves alone; the stored tree must not change with the result.
        ObjectNode live = stored.deepCopy();
        MergeRules rules = type.mergeRules();
        ObjectNode applied = Ownership.ownable(configuration, type, manager.subresource());
        FieldSet now = applied.isEmpty() ? FieldSet.EMPTY : FieldSets.of(applied, rules);
        ManagedFields managed = ManagedFields.of(live);
        FieldSet last = managed.fieldsOf(manager);

        ObjectNode merged = (ObjectNode) ObjectMerge.merge(live, applied, rules);
        FieldSets.Difference difference = changes(live, merged);
        resolveConflicts(managed, difference.written());
        managed.takeFromOthers(manager, difference.removed());

        merged = (ObjectNode) ObjectMerge.prune(merged, last, now, managed.fieldsOfOthers(manager), rules);
        managed.takeFromOthers(manager, changes(live, merged).removed());
        FieldSets.Difference whole = changes(live, merged);
        boolean sameOwnership = now.equals(last);
        boolean sameValues = whole.written().isEmpty() && whole.removed().isEmpty();
        if (!sameOwnership || !sameValues) {
            managed.own(manager, now, Meta.now());
        }
        managed.writeTo(merged);
        return merged;
    }

    private FieldSets.Difference changes(ObjectNode live, ObjectNode merged) {
        return FieldSets.between(
                Ownership.ownable(live, type, manager.subresource()),
                Ownership.ownable(merged, type, manager.subresource()),
                type.mergeRules());
    }

    private void resolveConflicts(ManagedFields managed, FieldSet written) {
        Map<ManagedFields.Manager, FieldSet> conflicts = new LinkedHashMap<>();
        managed.owners().forEach((other, ownership) -> {
            FieldSet disputed = ownership.fields().intersection(written);
            if (!other.equals(manager) && !disputed.isEmpty()) {
                conflicts.put(other, disputed);
            }
        });
        if (conflicts.isEmpty()) {
            return;
        }
        if (!force) {
            throw ApplyConflict.of(managed, conflicts);
        }
        managed.takeFromOthers(manager, written);
    }
}
