package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.util.ArrayList;
import java.util.List;

/** Objects as rows with the columns of their kind: what {@code kubectl get} shows. */
final class Tables {
    private Tables() {}

    static boolean wanted(ApiRequest request) {
        return request.header("Accept").orElse("").contains("as=Table;v=v1;g=meta.k8s.io");
    }

    static ObjectNode of(ResourceType type, List<ObjectNode> objects, String resourceVersion) {
        ObjectNode table = Json.object().put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
        Meta.of(table).put(Meta.RESOURCE_VERSION, resourceVersion);
        List<TableColumn> columns = columns(type);
        ArrayNode definitions = table.putArray("columnDefinitions");
        columns.forEach(column -> definitions
                .addObject()
                .put("name", column.name())
                .put("type", "string")
                .put("format", column.name().equals("Name") ? "name" : "")
                .put("description", column.name())
                .put("priority", column.priority()));
        ArrayNode rows = table.putArray("rows");
        for (ObjectNode object : objects) {
            ObjectNode row = rows.addObject();
            ArrayNode cells = row.putArray("cells");
            columns.forEach(column -> cells.add(column.cell().apply(object)));
            ObjectNode partial =
                    row.putObject("object").put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
            partial.set("metadata", object.path("metadata"));
        }
        return table;
    }

    static ObjectNode of(ResourceType type, ObjectNode object) {
        return of(type, List.of(object), Meta.text(object, Meta.RESOURCE_VERSION));
    }

    private static List<TableColumn> columns(ResourceType type) {
        List<TableColumn> columns = new ArrayList<>();
        columns.add(new TableColumn("Name", 0, Meta::name));
        List<TableColumn> own = type.schema()
                .map(schema -> TableColumn.ofDefinition(schema.printerColumns()))
                .orElseGet(() -> BuiltInColumns.of(type));
        columns.addAll(own);
        if (type.schema().isEmpty() || own.isEmpty()) {
            columns.add(TableColumn.age());
        }
        return columns;
    }
}
