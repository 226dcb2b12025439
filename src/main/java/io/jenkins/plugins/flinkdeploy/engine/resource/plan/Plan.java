package io.jenkins.plugins.flinkdeploy.engine.resource.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.util.List;

/**
 * The difference between what runs and what would be applied; a plain value, its JSON is the plan's machine-readable form.
 *
 * @param version version of the JSON form
 * @param resources in the order in which they would be applied
 * @param costs what becomes of the cost of each cluster; empty where no prices are known
 */
public record Plan(
        int version, List<ResourcePlan> resources, @JsonInclude(JsonInclude.Include.NON_EMPTY) List<CostChange> costs) {
    /** Version of the JSON form that this code writes. */
    public static final int FORMAT = 1;

    public Plan {
        resources = List.copyOf(resources);
        // Plans that were kept by earlier versions say nothing of it.
        costs = costs == null ? List.of() : List.copyOf(costs);
    }

    public static Plan of(List<ResourcePlan> resources) {
        return of(resources, List.of());
    }

    public static Plan of(List<ResourcePlan> resources, List<CostChange> costs) {
        return new Plan(FORMAT, resources, costs);
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
