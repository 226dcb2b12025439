package io.jenkins.plugins.flinkdeploy.engine.cost;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What pods that there are request. */
final class Pods {
    private Pods() {}

    /** The pods of a cluster that hold their resources, alike ones together, in the order of their components. */
    static List<PodGroup> groups(List<Manifest> pods) {
        Map<PodGroup, Integer> alike = new LinkedHashMap<>();
        for (Manifest pod : pods) {
            String phase = pod.textAt("/status/phase").orElse("Pending");
            if (phase.equals("Pending") || phase.equals("Running")) {
                alike.merge(one(pod), 1, Integer::sum);
            }
        }
        List<PodGroup> groups = new ArrayList<>();
        alike.forEach((pod, count) -> groups.add(new PodGroup(pod.component(), count, pod.each(), pod.nodeSelector())));
        groups.sort(Comparator.comparing(PodGroup::component));
        return groups;
    }

    private static PodGroup one(Manifest pod) {
        Resources all = Resources.NONE;
        for (JsonNode container : pod.at("/spec/containers")) {
            all = all.plus(requested(container));
        }
        Map<String, String> selector = new HashMap<>();
        pod.at("/spec/nodeSelector")
                .properties()
                .forEach(label -> selector.put(label.getKey(), label.getValue().asText()));
        return new PodGroup(pod.label("component").orElse("other"), 1, all, selector);
    }

    /** What a container requests: where it says nothing, Kubernetes takes its limits. */
    static Resources requested(JsonNode container) {
        JsonNode limits = container.path("resources").path("limits");
        JsonNode requests = container.path("resources").path("requests");
        Resources most = Quantities.resources(limits);
        Resources least = Quantities.resources(requests);
        return new Resources(
                requests.has("cpu") ? least.cores() : most.cores(),
                requests.has("memory") ? least.memory() : most.memory());
    }
}
