package io.jenkins.plugins.flinkdeploy.run;

import hudson.model.Api;
import hudson.model.Run;
import io.jenkins.plugins.flinkdeploy.security.FlinkPermissions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.RunAction2;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The plans of a run, in the order in which they were made: in short on the run's page, in full on one of their own. */
@ExportedBean
public final class FlinkPlanAction implements RunAction2, StaplerProxy {
    private static final Logger LOGGER = Logger.getLogger(FlinkPlanAction.class.getName());

    /** By title; a plan that is made again takes the place of the first. */
    private final Map<String, PlanResult> plans = new LinkedHashMap<>();

    private transient Run<?, ?> run;

    /** Keeps a plan with the run. */
    static void note(Run<?, ?> run, PlanResult plan) {
        FlinkPlanAction action;
        synchronized (run) {
            action = run.getAction(FlinkPlanAction.class);
            if (action == null) {
                action = new FlinkPlanAction();
                run.addAction(action);
            }
        }
        action.put(plan);
        try {
            run.save();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Cannot save " + run);
        }
    }

    private synchronized void put(PlanResult plan) {
        plans.put(plan.getTitle(), plan);
    }

    /** What was planned; nothing for who may not see it. */
    @Exported
    public synchronized List<PlanResult> getPlans() {
        return run.hasPermission(FlinkPermissions.VIEW) ? new ArrayList<>(plans.values()) : List.of();
    }

    /** REST API. */
    public Api getApi() {
        return new Api(this);
    }

    public Run<?, ?> getRun() {
        return run;
    }

    /** Guards all pages and the REST API below this action. */
    @Override
    public Object getTarget() {
        run.checkPermission(FlinkPermissions.VIEW);
        return this;
    }

    @Override
    public void onAttached(Run<?, ?> owner) {
        run = owner;
    }

    @Override
    public void onLoad(Run<?, ?> owner) {
        run = owner;
    }

    @Override
    public String getIconFileName() {
        return !run.hasPermission(FlinkPermissions.VIEW) ? null : "symbol-git-compare-outline plugin-ionicons-api";
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
