package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;

/** Where an object is stored; the namespace is empty for objects of the whole cluster. */
record ObjectKey(String group, String plural, String namespace, String name) implements Comparable<ObjectKey> {
    private static final Comparator<ObjectKey> ORDER = Comparator.comparing(ObjectKey::group)
            .thenComparing(ObjectKey::plural)
            .thenComparing(ObjectKey::namespace)
            .thenComparing(ObjectKey::name);

    static ObjectKey of(ResourceType type, String namespace, String name) {
        return new ObjectKey(type.group(), type.plural(), type.namespaced() ? namespace : "", name);
    }

    static ObjectKey of(ResourceType type, JsonNode object) {
        return of(type, Meta.namespace(object), Meta.name(object));
    }

    boolean is(String otherGroup, String otherPlural) {
        return group.equals(otherGroup) && plural.equals(otherPlural);
    }

    @Override
    public int compareTo(ObjectKey other) {
        return ORDER.compare(this, other);
    }
}
