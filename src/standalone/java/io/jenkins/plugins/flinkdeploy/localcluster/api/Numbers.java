package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/** Whole numbers in one form: a real server stores {@code 1.0} as {@code 1}, and so both are the same value. */
final class Numbers {
    /** Above, a floating point number does not name one whole number any more. */
    private static final int EXACT_DIGITS = 15;

    private Numbers() {}

    /** Changes the tree in place and returns it, or its replacement when it is a number itself. */
    static JsonNode normal(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> field.setValue(normal(field.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, normal(array.get(i)));
            }
        } else if (node.isFloatingPointNumber()) {
            BigDecimal value = node.decimalValue().stripTrailingZeros();
            if (value.scale() <= 0 && value.precision() - value.scale() <= EXACT_DIGITS) {
                long whole = value.longValueExact();
                return whole == (int) whole ? IntNode.valueOf((int) whole) : LongNode.valueOf(whole);
            }
        }
        return node;
    }
}
