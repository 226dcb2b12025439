package io.jenkins.plugins.flinkdeploy.engine.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeSet;

/** One form for equal trees: keys in alphabetical order. */
final class Canonical {
    private Canonical() {}

    static ObjectNode sorted(ObjectNode object) {
        ObjectNode sorted = JsonNodeFactory.instance.objectNode();
        TreeSet<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        names.forEach(name -> sorted.set(name, sorted(object.get(name))));
        return sorted;
    }

    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return sorted(object);
        }
        if (node instanceof ArrayNode array) {
            ArrayNode items = JsonNodeFactory.instance.arrayNode();
            array.forEach(item -> items.add(sorted(item)));
            return items;
        }
        return node;
    }

    /** The first hexadecimal characters of the SHA-256 of the canonical form. */
    static String hash(ObjectNode object, int length) {
        try {
            byte[] text = Json.write(sorted(object)).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text))
                    .substring(0, length);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java runtime has SHA-256
        }
    }
}
