package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Checks a value against a structural schema, in the words of a real API server. Rules in CEL are not evaluated. */
final class SchemaValidation {
    private final List<Violation> violations = new ArrayList<>();

    private SchemaValidation() {}

    static List<Violation> violations(JsonNode value, JsonNode schema) {
        SchemaValidation validation = new SchemaValidation();
        validation.check(value, schema, "");
        return validation.violations;
    }

    private void check(JsonNode value, JsonNode schema, String path) {
        if (value.isNull() && schema.path("nullable").asBoolean()) {
            return;
        }
        if (!hasType(value, schema)) {
            String shown = value.isContainerNode() ? '"' + typeOf(value) + '"' : quoted(value);
            String wanted = schema.path("x-kubernetes-int-or-string").asBoolean()
                    ? "integer,string"
                    : schema.path("type").asText();
            violations.add(new Violation(
                    path,
                    "FieldValueTypeInvalid",
                    "Invalid value: \"%s\": %s in body must be of type %s: \"%s\""
                            .formatted(typeOf(value), path, wanted, unquoted(shown))));
            return;
        }
        checkEnum(value, schema, path);
        violations.addAll(ScalarValidation.violations(value, schema, path));
        if (value.isObject()) {
            checkObject(value, schema, path);
        } else if (value.isArray()) {
            checkArray(value, schema, path);
        }
        checkCombinations(value, schema, path);
    }

    private void checkObject(JsonNode value, JsonNode schema, String path) {
        for (JsonNode required : schema.path("required")) {
            if (!value.has(required.asText())) {
                violations.add(Violation.required(join(path, required.asText()), ""));
            }
        }
        value.properties().forEach(field -> {
            JsonNode property = schema.path("properties").path(field.getKey());
            if (property.isMissingNode()) {
                property = schema.path("additionalProperties");
            }
            if (property.isObject()) {
                check(field.getValue(), property, join(path, field.getKey()));
            }
        });
    }

    private void checkArray(JsonNode value, JsonNode schema, String path) {
        for (int i = 0; i < value.size(); i++) {
            if (schema.path("items").isObject()) {
                check(value.get(i), schema.path("items"), path + "[" + i + "]");
            }
        }
        MergeRules rules = new SchemaMergeRules(schema, false);
        if (rules.splits(value) && ListElements.of(value, rules).size() < value.size()) {
            violations.add(new Violation(path, "FieldValueDuplicate", "Duplicate value: list elements must be unique"));
        }
    }

    private void checkEnum(JsonNode value, JsonNode schema, String path) {
        JsonNode allowed = schema.path("enum");
        if (!allowed.isArray()
                || StreamSupport.stream(allowed.spliterator(), false).anyMatch(value::equals)) {
            return;
        }
        String supported = StreamSupport.stream(allowed.spliterator(), false)
                .map(SchemaValidation::quoted)
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining(", "));
        violations.add(new Violation(
                path,
                "FieldValueNotSupported",
                "Unsupported value: %s: supported values: %s".formatted(quoted(value), supported)));
    }

    private void checkCombinations(JsonNode value, JsonNode schema, String path) {
        schema.path("allOf").forEach(part -> check(value, part, path));
        long any = count(value, schema.path("anyOf"));
        if (schema.path("anyOf").isArray() && any == 0) {
            violations.add(Violation.invalid(
                    path, quoted(value), path + " in body must validate at least one schema (anyOf)"));
        }
        long one = count(value, schema.path("oneOf"));
        if (schema.path("oneOf").isArray() && one != 1) {
            violations.add(Violation.invalid(
                    path, quoted(value), path + " in body must validate one and only one schema (oneOf)"));
        }
        if (schema.path("not").isObject()
                && violations(value, schema.path("not")).isEmpty()) {
            violations.add(
                    Violation.invalid(path, quoted(value), path + " in body must not validate the schema (not)"));
        }
    }

    private static long count(JsonNode value, JsonNode schemas) {
        return StreamSupport.stream(schemas.spliterator(), false)
                .filter(part -> violations(value, part).isEmpty())
                .count();
    }

    private static boolean hasType(JsonNode value, JsonNode schema) {
        if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
            return value.isIntegralNumber() || value.isTextual();
        }
        return switch (schema.path("type").asText("")) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            default -> true;
        };
    }

    private static String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "array";
            case OBJECT, POJO -> "object";
            case BOOLEAN -> "boolean";
            case STRING, BINARY -> "string";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            case NULL, MISSING -> "null";
        };
    }

    static String quoted(JsonNode value) {
        return value.toString();
    }

    private static String unquoted(String text) {
        return text.startsWith("\"") ? text.substring(1, text.length() - 1) : text;
    }

    static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
