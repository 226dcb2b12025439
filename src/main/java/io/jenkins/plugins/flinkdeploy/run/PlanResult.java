package io.jenkins.plugins.flinkdeploy.run;

import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.Plan;
import java.io.Serializable;
import java.util.List;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What a deployment would change: what the step returns to a Pipeline, and what the run's page shows. Never holds a secret. */
@ExportedBean(defaultVisibility = 2)
public final class PlanResult implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String title;

    /** The engine's JSON; no class of the engine goes into build.xml. */
    private final String json;

    PlanResult(String title, Plan plan) {
        this.title = title;
        this.json = plan.toJson();
    }

    private Plan plan() {
        return Json.read(json, Plan.class);
    }

    /** {@code orders: main → prod}. */
    @Whitelisted
    @Exported
    public String getTitle() {
        return title;
    }

    /** Whether a deployment would change nothing. */
    @Whitelisted
    @Exported
    public boolean isUnchanged() {
        return plan().unchanged();
    }

    /** Whether a running job would be restarted, or a new one started. */
    @Whitelisted
    @Exported
    public boolean isRestartsJob() {
        return plan().restartsJob();
    }

    /** Whether API server or operator would refuse any of it. */
    @Whitelisted
    @Exported
    public boolean isRefused() {
        return plan().refused();
    }

    /** The plan in lines. */
    @Whitelisted
    public String getText() {
        return plan().text(false);
    }

    /** The plan as docs/plan.md describes it for programs. */
    @Whitelisted
    public String getJson() {
        return json;
    }

    /** What would become of each resource. */
    @Exported
    public List<PlannedResource> getResources() {
        return plan().resources().stream().map(PlannedResource::new).toList();
    }

    /** What becomes of the cost of each cluster, in lines; empty where Jenkins knows no prices. */
    @Whitelisted
    @Exported
    public List<String> getCosts() {
        return plan().costs().stream()
                .map(cost -> cost.resource().name() + ": " + cost.describe())
                .toList();
    }

    boolean hasWarnings() {
        return plan().resources().stream().anyMatch(each -> !each.warnings().isEmpty());
    }

    @Override
    public String toString() {
        return title;
    }
}
