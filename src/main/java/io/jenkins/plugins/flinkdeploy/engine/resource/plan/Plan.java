package io.jenkins.plugins.flinkdeploy.engine.resource.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.util.List;

/**
 * The difference between what runs and what would be applied; a plain value, its JSON is the plan's machine-readable form.
 *
 * @param version version of the JSON form
 * @param resources in the order in which they would be applied
 */
public record Plan(int version, List<ResourcePlan> resources) {
    /** Version of the JSON form that this code writes. */
    public static final int FORMAT = 1;

    public Plan {
        resources = List.copyOf(resources);
    }

    public static Plan of(List<ResourcePlan> resources) {
        return new Plan(FORMAT, resources);
    }

    /** Whether a deployment would change nothing. */
    @JsonProperty
    public boolean unchanged() {
        return resources.stream().allMatch(each -> each.action() == ResourcePlan.Action.UNCHANGED);
    }

    /** Whether a running job is restarted, or a new one started. */
    @JsonProperty
    public boolean restartsJob() {
        return resources.stream().anyMatch(ResourcePlan::restartsJob);
    }

    /** Whether API server or operator would refuse any of it. */
    @JsonProperty
    public boolean refused() {
        return resources.stream().anyMatch(each -> each.refusal().isPresent() || each.has(Impact.REFUSED));
    }

    /**
     * For people, several lines, each ending in a line feed.
     *
     * @param colour whether to use the colours of a terminal
     */
    public String text(boolean colour) {
        return new PlanText(colour).write(this);
    }

    public String toJson() {
        return Json.writePretty(this);
    }
}
