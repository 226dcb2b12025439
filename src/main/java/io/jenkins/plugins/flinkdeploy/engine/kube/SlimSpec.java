package io.jenkins.plugins.flinkdeploy.engine.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.util.List;
import java.util.Set;

/** Leaves of the long parts of a specification what a cost is computed from: sizes, slots, and to which nodes pods go. */
final class SlimSpec {
    private static final String CONFIGURATION = "flinkConfiguration";
    private static final List<String> SETTINGS = List.of(
            "taskmanager.numberOfTaskSlots",
            "parallelism.default",
            "scheduler-mode",
            "jobmanager.memory.process.size",
            "taskmanager.memory.process.size",
            "kubernetes.jobmanager.cpu",
            "kubernetes.jobmanager.cpu.amount",
            "kubernetes.taskmanager.cpu",
            "kubernetes.taskmanager.cpu.amount",
            "job.autoscaler.enabled",
            "kubernetes.operator.job.autoscaler.enabled");
    private static final String TEMPLATE = "podTemplate";
    private static final Set<String> OF_PODS = Set.of("nodeSelector", "containers");
    private static final Set<String> OF_CONTAINER = Set.of("name", "resources");

    private SlimSpec() {}

    static void slim(ObjectNode spec) {
        keep(spec, CONFIGURATION, settings(spec.path(CONFIGURATION)));
        keep(spec, TEMPLATE, template(spec.path(TEMPLATE).path("spec")));
    }

    private static void keep(ObjectNode spec, String part, ObjectNode kept) {
        if (kept.isEmpty()) {
            spec.remove(part);
        } else {
            spec.set(part, kept);
        }
    }

    /** Newer operators take nested maps as well as dotted keys. */
    private static ObjectNode settings(JsonNode all) {
        ObjectNode kept = Json.object();
        for (String key : SETTINGS) {
            String place = "/" + key.replace('.', '/');
            int last = place.lastIndexOf('/');
            if (all.path(key).isValueNode()) {
                kept.set(key, all.path(key));
            } else if (all.at(place).isValueNode()) {
                kept.withObject(place.substring(0, last)).set(place.substring(last + 1), all.at(place));
            }
        }
        return kept;
    }

    private static ObjectNode template(JsonNode pods) {
        ObjectNode kept = Json.object();
        if (pods instanceof ObjectNode object) {
            object.retain(OF_PODS);
            for (JsonNode container : object.path("containers")) {
                if (container instanceof ObjectNode one) {
                    one.retain(OF_CONTAINER);
                }
            }
            if (!object.isEmpty()) {
                kept.set("spec", object);
            }
        }
        return kept;
    }
}
