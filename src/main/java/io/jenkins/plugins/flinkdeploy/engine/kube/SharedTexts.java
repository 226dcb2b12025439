package io.jenkins.plugins.flinkdeploy.engine.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Makes equal texts of many objects one text: kinds, states, reasons, names of namespaces and resources stand in each of thousands
 * of watched objects. It remembers a fixed number of them; a text that comes back later than that is only held twice.
 */
final class SharedTexts {
    private static final int REMEMBERED = 1 << 12;
    private static final int LONGEST = 64;

    private final AtomicReferenceArray<TextNode> known = new AtomicReferenceArray<>(REMEMBERED);

    /** Changes the tree that is given. */
    void share(JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                if (field.getValue() instanceof TextNode text) {
                    field.setValue(shared(text));
                } else {
                    share(field.getValue());
                }
            }
        } else if (tree instanceof ArrayNode array) {
            array.forEach(this::share);
        }
    }

    private TextNode shared(TextNode text) {
        String value = text.textValue();
        if (value.length() > LONGEST) {
            return text;
        }
        int hash = value.hashCode();
        int place = (hash ^ hash >>> 16) & REMEMBERED - 1;
        TextNode before = known.get(place);
        if (before != null && before.textValue().equals(value)) {
            return before;
        }
        known.set(place, text);
        return text;
    }
}
