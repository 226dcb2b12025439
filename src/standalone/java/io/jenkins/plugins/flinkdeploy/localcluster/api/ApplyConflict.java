package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The answer to an apply that would change fields of other managers. */
final class ApplyConflict {
    private ApplyConflict() {}

    static ApiException of(ManagedFields managed, Map<ManagedFields.Manager, FieldSet> conflicts) {
        ObjectNode details = Json.object();
        ArrayNode causes = details.putArray("causes");
        SortedMap<String, List<String>> byManager = new TreeMap<>();
        conflicts.forEach((manager, fields) -> {
            String who = describe(manager, managed.owners().get(manager).time());
            for (String path : fields.paths()) {
                byManager.computeIfAbsent(who, key -> new ArrayList<>()).add(path);
                causes.addObject()
                        .put("reason", "FieldManagerConflict")
                        .put("message", "conflict with " + who)
                        .put("field", path);
            }
        });
        return new ApiException(409, "Conflict", message(byManager, causes.size()), details);
    }

    private static String message(SortedMap<String, List<String>> byManager, int count) {
        if (count == 1) {
            var only = byManager.entrySet().iterator().next();
            return "Apply failed with 1 conflict: conflict with %s: %s"
                    .formatted(only.getKey(), only.getValue().get(0));
        }
        List<String> parts = new ArrayList<>();
        byManager.forEach((who, paths) -> parts.add("conflicts with " + who + ":\n- " + String.join("\n- ", paths)));
        return "Apply failed with %d conflicts: %s".formatted(count, String.join("\n", parts));
    }

    private static String describe(ManagedFields.Manager manager, String time) {
        String who = '"' + manager.name() + '"';
        if (!manager.subresource().isEmpty()) {
            who += " with subresource \"" + manager.subresource() + '"';
        }
        if (manager.operation().equals(ManagedFields.UPDATE)) {
            who += " using " + manager.apiVersion() + (time.isEmpty() ? "" : " at " + time);
        }
        return who;
    }
}
