package io.jenkins.plugins.flinkdeploy.engine.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.util.List;

/** Writes the model as JSON Schema, as far as that can say it: rules between keys are left to the reader of the file. */
final class SchemaWriter {
    private static final String ADDRESS =
            "https://github.com/jenkinsci/flink-deploy-plugin/raw/main/docs/flink.schema.json";
    private static final String TYPE = "type";
    private static final String PATTERN = "pattern";

    private SchemaWriter() {}

    static String write(Shape.Section file) {
        ObjectNode root = Json.object();
        root.put("$schema", "http://json-schema.org/draft-07/schema#");
        root.put("$id", ADDRESS);
        root.put("title", "flink.yaml: what flink-deploy runs, and where");
        root.setAll(schema(file));
        try {
            return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // a tree of texts can always be written
        }
    }

    private static ObjectNode schema(Shape shape) {
        ObjectNode schema = Json.object();
        if (shape instanceof Shape.Section section) {
            section(section, schema);
        } else if (shape instanceof Shape.Named named) {
            types(schema, "object").set("additionalProperties", schema(named.of()));
        } else if (shape instanceof Shape.Items items) {
            types(schema, "array").set("items", schema(items.of()));
        } else if (shape instanceof Shape.Raw) {
            types(schema, "object");
        } else if (shape instanceof Shape.TextOr either) {
            schema.putArray("anyOf").add(schema(new Shape.Text(false))).add(schema(either.section()));
        } else if (shape instanceof Shape.Choice choice) {
            ArrayNode values = schema.putArray("enum");
            choice.values().forEach(values::add);
            values.addNull();
        } else {
            scalar(shape, schema);
        }
        return schema;
    }

    private static void section(Shape.Section section, ObjectNode schema) {
        types(schema, "object");
        ObjectNode properties = schema.putObject("properties");
        for (Shape.Key key : section.keys()) {
            ObjectNode value = Json.object();
            value.put(
                    "description",
                    key.meaning() + (key.standard().isEmpty() ? "" : " Default: " + key.standard() + "."));
            value.setAll(schema(key.shape()));
            properties.set(key.name(), value);
        }
        if (section.open()) {
            schema.putObject("patternProperties").putObject("^" + ShapeChecker.TEMPLATE_PREFIX);
        }
        schema.put("additionalProperties", false);
    }

    private static void scalar(Shape shape, ObjectNode schema) {
        if (shape instanceof Shape.Flag) {
            types(schema, "boolean");
        } else if (shape instanceof Shape.Whole whole) {
            types(schema, "integer").put("minimum", whole.least()).put("maximum", whole.most());
        } else if (shape instanceof Shape.Amount) {
            types(schema, "number").put("exclusiveMinimum", 0);
        } else if (shape instanceof Shape.Fraction) {
            types(schema, "number").put("exclusiveMinimum", 0).put("maximum", 1);
        } else if (shape instanceof Shape.Time) {
            types(schema, "string")
                    .put(PATTERN, "^(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?(\\d+ms)?$")
                    .put("minLength", 2);
        } else if (shape instanceof Shape.Size) {
            types(schema, "string").put(PATTERN, "^\\d+(k|m|g|t|Ki|Mi|Gi|Ti)$");
        } else if (shape instanceof Shape.Share) {
            types(schema, "string").put(PATTERN, "^\\d+(\\.\\d+)?%$");
        } else if (shape instanceof Shape.Version) {
            types(schema, "string", "number").put(PATTERN, "^\\d+\\.\\d+$");
        } else if (shape instanceof Shape.FileMode) {
            types(schema, "string", "integer").put(PATTERN, "^0?[0-7]{3}$");
        } else {
            types(schema, "string", "number", "boolean");
            if (shape instanceof Shape.Text text && !text.maybeEmpty()) {
                schema.put("minLength", 1);
            }
        }
    }

    /** Null stands everywhere: it removes what a weaker layer says. */
    private static ObjectNode types(ObjectNode schema, String... names) {
        ArrayNode types = schema.putArray(TYPE);
        List.of(names).forEach(types::add);
        types.add("null");
        return schema;
    }
}
