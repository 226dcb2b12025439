package io.jenkins.plugins.flinkdeploy.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.Change;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.ResourcePlan;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What a deployment would do with one resource, for the run's page and its REST API. */
@ExportedBean(defaultVisibility = 2)
public final class PlannedResource {
    private final ResourcePlan plan;

    PlannedResource(ResourcePlan plan) {
        this.plan = plan;
    }

    /** {@code FlinkDeployment streaming/orders-main}. */
    @Exported
    public String getResource() {
        return plan.resource().toString();
    }

    /** {@code CREATE}, {@code CHANGE} or {@code UNCHANGED}. */
    @Exported
    public String getAction() {
        return plan.action().name();
    }

    /** The action in the words of the run's page. */
    public String getActionText() {
        return switch (plan.action()) {
            case CREATE -> Messages.PlannedResource_create();
            case UNCHANGED -> Messages.PlannedResource_unchanged();
            case CHANGE -> plan.restartsJob() ? Messages.PlannedResource_restart() : Messages.PlannedResource_inPlace();
        };
    }

    @Exported
    public List<PlannedChange> getChanges() {
        return plan.changes().stream().map(PlannedChange::new).toList();
    }

    @Exported
    public List<String> getWarnings() {
        return plan.warnings();
    }

    /** Why the API server would not take it; null when it would. */
    @CheckForNull
    @Exported
    public String getRefusal() {
        return plan.refusal().orElse(null);
    }

    /** One field that differs. */
    @ExportedBean(defaultVisibility = 2)
    public static final class PlannedChange {
        private final Change change;

        PlannedChange(Change change) {
            this.change = change;
        }

        /** In the words of the cluster file where it has any. */
        @Exported
        public String getPath() {
            return change.path();
        }

        /** Null when it is not set. */
        @CheckForNull
        @Exported
        public String getFrom() {
            return change.from().orElse(null);
        }

        /** Null when it is removed. */
        @CheckForNull
        @Exported
        public String getTo() {
            return change.to().orElse(null);
        }

        @Exported
        public String getImpact() {
            return change.impact().name();
        }

        /** The impact in words. */
        public String getImpactText() {
            return change.impact().words() + (change.note().isEmpty() ? "" : ": " + change.note());
        }
    }
}
