package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The limits of a schema on numbers, texts and sizes. */
final class ScalarValidation {
    private final JsonNode schema;
    private final String path;
    private final String shown;
    private final List<Violation> violations = new ArrayList<>();

    private ScalarValidation(JsonNode value, JsonNode schema, String path) {
        this.schema = schema;
        this.path = path;
        this.shown = SchemaValidation.quoted(value);
    }

    static List<Violation> violations(JsonNode value, JsonNode schema, String path) {
        ScalarValidation validation = new ScalarValidation(value, schema, path);
        if (value.isNumber()) {
            validation.checkNumber(value.decimalValue());
        } else if (value.isTextual()) {
            validation.checkText(value.textValue());
        } else if (value.isArray()) {
            validation.checkSize(value.size(), "minItems", "maxItems", "items");
        } else if (value.isObject()) {
            validation.checkSize(value.size(), "minProperties", "maxProperties", "properties");
        }
        return validation.violations;
    }

    private void checkNumber(BigDecimal number) {
        JsonNode minimum = schema.path("minimum");
        if (minimum.isNumber()) {
            boolean exclusive = schema.path("exclusiveMinimum").asBoolean();
            int order = number.compareTo(minimum.decimalValue());
            violateIf(
                    order < 0 || exclusive && order == 0,
                    "should be greater than " + (exclusive ? "" : "or equal to ") + minimum.asText());
        }
        JsonNode maximum = schema.path("maximum");
        if (maximum.isNumber()) {
            boolean exclusive = schema.path("exclusiveMaximum").asBoolean();
            int order = number.compareTo(maximum.decimalValue());
            violateIf(
                    order > 0 || exclusive && order == 0,
                    "should be less than " + (exclusive ? "" : "or equal to ") + maximum.asText());
        }
        JsonNode multiple = schema.path("multipleOf");
        violateIf(
                multiple.isNumber() && number.remainder(multiple.decimalValue()).signum() != 0,
                "should be a multiple of " + multiple.asText());
    }

    private void checkText(String text) {
        checkSize(text.codePointCount(0, text.length()), "minLength", "maxLength", "chars long");
        String pattern = schema.path("pattern").asText("");
        violateIf(
                !pattern.isEmpty() && !Pattern.compile(pattern).matcher(text).find(), "should match '" + pattern + "'");
    }

    private void checkSize(int size, String least, String most, String unit) {
        JsonNode min = schema.path(least);
        violateIf(
                min.isNumber() && size < min.asInt(),
                (unit.startsWith("chars") ? "should be at least " : "should have at least ") + min.asText() + " "
                        + unit);
        JsonNode max = schema.path(most);
        violateIf(
                max.isNumber() && size > max.asInt(),
                (unit.startsWith("chars") ? "should be at most " : "should have at most ") + max.asText() + " " + unit);
    }

    private void violateIf(boolean violated, String rule) {
        if (violated) {
            violations.add(Violation.invalid(path, shown, path + " in body " + rule));
        }
    }
}
