package io.jenkins.plugins.flinkdeploy.run;

import hudson.model.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The plans of a run, in the order in which they were made: in short on the run's page, in full on one of their own. */
@ExportedBean
public final class FlinkPlanAction extends FlinkRunAction {
    /** By title; a plan that is made again takes the place of the first. */
    private final Map<String, PlanResult> plans = new LinkedHashMap<>();

    /** Keeps a plan with the run. */
    static void note(Run<?, ?> run, PlanResult plan) {
        of(run, FlinkPlanAction.class, FlinkPlanAction::new).put(plan);
        keep(run);
    }

    private synchronized void put(PlanResult plan) {
        plans.put(plan.getTitle(), plan);
    }

    /** What was planned; nothing for who may not see it. */
    @Exported
    public synchronized List<PlanResult> getPlans() {
        return isVisible() ? new ArrayList<>(plans.values()) : List.of();
    }

    @Override
    String icon() {
        return "symbol-git-compare-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.FlinkPlanAction_displayName();
    }

    @Override
    public String getUrlName() {
        return "flink-plan";
    }
}
