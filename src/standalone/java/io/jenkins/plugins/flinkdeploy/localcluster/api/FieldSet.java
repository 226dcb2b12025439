package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A set of places in an object, as a tree in the shape of {@code FieldsV1}: {@code f:name} is a field, <code>k:{...}</code> an
 * element of a list by its keys, {@code v:...} an element of a set.
 *
 * @param member whether the place itself is in the set, not only places below it
 */
record FieldSet(boolean member, SortedMap<String, FieldSet> children) {
    static final FieldSet EMPTY = new FieldSet(false, new TreeMap<>());
    static final FieldSet LEAF = new FieldSet(true, new TreeMap<>());

    static FieldSet parse(JsonNode fields) {
        if (fields.isEmpty()) {
            return LEAF;
        }
        SortedMap<String, FieldSet> children = new TreeMap<>();
        fields.properties().stream()
                .filter(field -> !field.getKey().equals("."))
                .forEach(field -> children.put(field.getKey(), parse(field.getValue())));
        return new FieldSet(fields.has("."), children);
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object();
        if (member && !children.isEmpty()) {
            json.putObject(".");
        }
        children.forEach((element, below) -> json.set(element, below.toJson()));
        return json;
    }

    boolean isEmpty() {
        return !member && children.isEmpty();
    }

    FieldSet child(String element) {
        return children.getOrDefault(element, EMPTY);
    }

    FieldSet with(String element, FieldSet below) {
        SortedMap<String, FieldSet> changed = new TreeMap<>(children);
        if (below.isEmpty()) {
            changed.remove(element);
        } else {
            changed.put(element, below);
        }
        return new FieldSet(member, changed);
    }

    FieldSet without(String element) {
        return with(element, EMPTY);
    }

    FieldSet withItself() {
        return new FieldSet(true, children);
    }

    FieldSet union(FieldSet other) {
        FieldSet result = new FieldSet(member || other.member, children);
        for (Map.Entry<String, FieldSet> entry : other.children.entrySet()) {
            result = result.with(entry.getKey(), child(entry.getKey()).union(entry.getValue()));
        }
        return result;
    }

    FieldSet minus(FieldSet other) {
        FieldSet result = new FieldSet(member && !other.member, children);
        for (Map.Entry<String, FieldSet> entry : other.children.entrySet()) {
            result = result.with(entry.getKey(), child(entry.getKey()).minus(entry.getValue()));
        }
        return result;
    }

    FieldSet intersection(FieldSet other) {
        FieldSet result = new FieldSet(member && other.member, new TreeMap<>());
        for (Map.Entry<String, FieldSet> entry : children.entrySet()) {
            result = result.with(entry.getKey(), entry.getValue().intersection(other.child(entry.getKey())));
        }
        return result;
    }

    /** The places as messages name them: {@code .spec.containers[name="main"].image}. */
    List<String> paths() {
        List<String> paths = new ArrayList<>();
        collect("", paths);
        return paths;
    }

    private void collect(String path, List<String> paths) {
        if (member) {
            paths.add(path);
        }
        children.forEach((element, below) -> below.collect(path + readable(element), paths));
    }

    private static String readable(String element) {
        String content = element.substring(2);
        if (element.startsWith("f:")) {
            return "." + content;
        }
        if (element.startsWith("k:")) {
            List<String> keys = new ArrayList<>();
            Json.read(content).properties().forEach(key -> keys.add(key.getKey() + "=" + key.getValue()));
            return "[" + String.join(",", keys) + "]";
        }
        return "[=" + content + "]";
    }
}
