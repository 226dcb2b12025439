package io.jenkins.plugins.flinkdeploy.engine.resource.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.FlinkVersion;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Values as a person may see them. */
final class Values {
    /** Names that contain "key" or "secret" and hold a reference, not a value. */
    private static final Set<String> REFERENCES = Set.of(
            "key", "secretName", "secretRef", "secretKeyRef", "imagePullSecrets", "topologyKey", "serviceAccountToken");

    private Values() {}

    static String shown(String path, JsonNode value) {
        String name = Words.name(path);
        if (value instanceof ArrayNode list) {
            boolean arguments = name.equals("args") || name.equals("command");
            return "[" + String.join(", ", arguments ? Secrets.arguments(texts(list)) : items(list)) + "]";
        } else if (value instanceof ObjectNode object) {
            return object(object);
        } else if (value.isNumber()) {
            String number = value.decimalValue().toPlainString();
            return REFERENCES.contains(name) || !Secrets.isName(name) || isNonce(name) ? number : Secrets.HIDDEN;
        } else if (REFERENCES.contains(name) || path.contains("secretKeyRef.") || path.contains("configMapKeyRef.")) {
            return value.asText();
        }
        String text = value.asText();
        if (path.equals("spec.flinkVersion")) {
            return FlinkVersion.parseResourceForm(text)
                    .map(FlinkVersion::toString)
                    .orElse(text);
        }
        return Secrets.shown(name, text);
    }

    private static boolean isNonce(String name) {
        return name.endsWith("Nonce");
    }

    private static String object(ObjectNode object) {
        JsonNode secret = object.path("valueFrom").path("secretKeyRef");
        if (secret.isObject()) {
            return "key " + secret.path("key").asText() + " of secret "
                    + secret.path("name").asText();
        }
        return masked(object).toString();
    }

    private static JsonNode masked(JsonNode value) {
        if (value instanceof ObjectNode object) {
            ObjectNode shown = JsonNodeFactory.instance.objectNode();
            object.properties()
                    .forEach(each -> shown.set(
                            each.getKey(),
                            each.getValue().isTextual() && !REFERENCES.contains(each.getKey())
                                    ? JsonNodeFactory.instance.textNode(Secrets.shown(
                                            each.getKey(), each.getValue().asText()))
                                    : masked(each.getValue())));
            return shown;
        } else if (value instanceof ArrayNode list) {
            ArrayNode shown = JsonNodeFactory.instance.arrayNode();
            list.forEach(item -> shown.add(masked(item)));
            return shown;
        }
        return value.isTextual() ? JsonNodeFactory.instance.textNode(Secrets.masked(value.asText())) : value;
    }

    private static List<String> texts(ArrayNode list) {
        return stream(list).map(JsonNode::asText).toList();
    }

    private static List<String> items(ArrayNode list) {
        return stream(list)
                .map(Values::masked)
                .map(item -> item.isValueNode() ? item.asText() : item.toString())
                .collect(Collectors.toList());
    }

    private static java.util.stream.Stream<JsonNode> stream(ArrayNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
