package io.jenkins.plugins.flinkdeploy.health;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Job;
import io.jenkins.plugins.flinkdeploy.security.FlinkPermissions;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;
import org.kohsuke.stapler.StaplerProxy;

/** The page of a job that tells how well the clusters are that it deployed, and how they were. */
public final class JobHealth implements Action, StaplerProxy {
    private final Job<?, ?> job;

    private JobHealth(Job<?, ?> job) {
        this.job = job;
    }

    /** Its clusters, in the order in which it deployed them first. */
    public List<ClusterView> getClusters() {
        return HealthBook.get().of(job).stream().map(ClusterView::new).toList();
    }

    public Job<?, ?> getJob() {
        return job;
    }

    /** Guards the page. */
    @Override
    public Object getTarget() {
        job.checkPermission(FlinkPermissions.VIEW);
        return this;
    }

    @Override
    public String getIconFileName() {
        return job.hasPermission(FlinkPermissions.VIEW) ? "symbol-pulse-outline plugin-ionicons-api" : null;
    }

    @Override
    public String getDisplayName() {
        return Messages.JobHealth_displayName();
    }

    @Override
    public String getUrlName() {
        return "flink-health";
    }

    /** Gives the page to jobs that deployed a cluster. */
    @Extension
    @SuppressWarnings("rawtypes") // the extension point's own type
    public static final class Factory extends TransientActionFactory<Job> {
        @Override
        public Class<Job> type() {
            return Job.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return JobHealth.class;
        }

        @Override
        public Collection<? extends Action> createFor(Job target) {
            Job<?, ?> job = target;
            return HealthBook.get().of(job).isEmpty() ? List.of() : List.of(new JobHealth(job));
        }
    }
}
