package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** How the values at one place of an object merge: as a whole, by field, by element or by the keys of elements. */
interface MergeRules {
    MergeRules ATOMIC = new MergeRules() {};

    /** Rules of a field of the map at this place. */
    default MergeRules field(String name) {
        return ATOMIC;
    }

    /** Rules of the elements of the list at this place. */
    default MergeRules element() {
        return ATOMIC;
    }

    /** Whether a map at this place belongs to its managers field by field. */
    default boolean mergesFields() {
        return false;
    }

    /** Fields that identify the elements of a list at this place; empty when the list is no list of such elements. */
    default List<String> elementKeys() {
        return List.of();
    }

    /** Whether a list at this place is a set of scalars. */
    default boolean isSet() {
        return false;
    }

    /** What a key field of an element counts as when the element leaves it out; empty for nothing. */
    default String keyDefault(String key) {
        return "";
    }

    default boolean splits(JsonNode value) {
        return value.isObject() && mergesFields()
                || value.isArray() && (isSet() || !elementKeys().isEmpty());
    }
}
