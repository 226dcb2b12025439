package io.jenkins.plugins.flinkdeploy.engine.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;

/** Reads trees as JSON, with the meaning that Kubernetes' own tools give to plain scalars. */
final class JsonTrees {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern TRUE = Pattern.compile("(?i)true|yes|on");
    private static final Pattern DECIMAL_DIGITS = Pattern.compile("[-+]?(0|[1-9]\\d{0,30})");
    private static final Pattern OCTAL_DIGITS = Pattern.compile("0o?([0-7]{1,20})");
    private static final Pattern FLOAT =
            Pattern.compile("[-+]?(\\d{1,30}(\\.\\d{0,30})?|\\.\\d{1,30})([eE][-+]?\\d{1,3})?");

    private JsonTrees() {}

    static JsonNode json(Tree tree) {
        if (tree instanceof Tree.Mapping mapping) {
            return object(mapping);
        } else if (tree instanceof Tree.Sequence list) {
            return array(list.items());
        }
        return scalar((Tree.Scalar) tree);
    }

    static ObjectNode object(Tree.Mapping mapping) {
        ObjectNode object = JSON.objectNode();
        mapping.entries().forEach((key, entry) -> object.set(key, json(entry.value())));
        return object;
    }

    static ArrayNode array(List<Tree> items) {
        ArrayNode array = JSON.arrayNode();
        items.forEach(item -> array.add(json(item)));
        return array;
    }

    private static JsonNode scalar(Tree.Scalar scalar) {
        String text = scalar.text();
        return switch (scalar.type()) {
            case NULL -> JSON.nullNode();
            case FLAG -> JSON.booleanNode(TRUE.matcher(text).matches());
            case WHOLE -> whole(text);
            case DECIMAL -> decimal(text);
            case TEXT -> JSON.textNode(text);
        };
    }

    /** File modes such as 0644 are octal. What YAML 1.1 takes for a number besides (1:30, 1_000) stays text. */
    private static JsonNode whole(String text) {
        BigInteger value;
        if (DECIMAL_DIGITS.matcher(text).matches()) {
            value = new BigInteger(text.startsWith("+") ? text.substring(1) : text);
        } else if (OCTAL_DIGITS.matcher(text).matches()) {
            value = new BigInteger(text.replaceFirst("0o?", ""), 8);
        } else {
            return JSON.textNode(text);
        }
        if (value.bitLength() < Integer.SIZE) {
            return JSON.numberNode(value.intValue());
        }
        return value.bitLength() < Long.SIZE ? JSON.numberNode(value.longValue()) : JSON.numberNode(value);
    }

    private static JsonNode decimal(String text) {
        if (!FLOAT.matcher(text).matches()) {
            return JSON.textNode(text);
        }
        double value = Double.parseDouble(text);
        return Double.isFinite(value) ? JSON.numberNode(value) : JSON.textNode(text);
    }
}
