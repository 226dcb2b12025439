package io.jenkins.plugins.flinkdeploy.run;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Job;
import hudson.model.Run;
import hudson.util.RunList;
import io.jenkins.plugins.flinkdeploy.security.FlinkPermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import jenkins.model.TransientActionFactory;
import org.kohsuke.stapler.StaplerProxy;

/** The page of a job that tells what it deployed last: by target, and build by build. */
public final class JobDeployments implements Action, StaplerProxy {
    /** Builds are loaded from disk for it, so only so many are looked at. */
    private static final int BUILDS = 50;

    /** A job whose last builds deployed nothing has no such page. */
    private static final int BUILDS_THAT_TELL = 5;

    private final Job<?, ?> job;

    private JobDeployments(Job<?, ?> job) {
        this.job = job;
    }

    /** What a job deployed. */
    public static JobDeployments of(Job<?, ?> job) {
        return new JobDeployments(job);
    }

    /** Whether any of the last builds of a job deployed something. */
    public static boolean deploys(Job<?, ?> job) {
        for (Run<?, ?> run : lastBuilds(job, BUILDS_THAT_TELL)) {
            if (run.getAction(FlinkDeployAction.class) != null) {
                return true;
            }
        }
        return false;
    }

    /** Deployments of the last builds, and from their pages, the newest first. */
    public List<BuildDeployment> getDeployments() {
        // Somebody may have gone back on the page of an older build; deployments of one build began in the same second.
        return buildByBuild()
                .sorted(Comparator.comparing(BuildDeployment::second).reversed())
                .toList();
    }

    /** The same, the newest build first. A build is loaded when the stream comes to it. */
    public Stream<BuildDeployment> buildByBuild() {
        Iterator<? extends Run<?, ?>> builds = lastBuilds(job, BUILDS).iterator();
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(builds, Spliterator.ORDERED), false)
                .flatMap(JobDeployments::deploymentsOf);
    }

    private static Stream<BuildDeployment> deploymentsOf(Run<?, ?> run) {
        FlinkDeployAction action = run.getAction(FlinkDeployAction.class);
        if (action == null) {
            return Stream.empty();
        }
        List<DeployResult> ofBuild = new ArrayList<>(action.getDeployments());
        Collections.reverse(ofBuild);
        return ofBuild.stream().map(result -> new BuildDeployment(run, result));
    }

    /** The first of these deployments of each target, by its name: of all of them, the newest first, the last one of it. */
    public Collection<BuildDeployment> latest(Collection<BuildDeployment> deployments) {
        Map<String, BuildDeployment> latest = new LinkedHashMap<>();
        deployments.forEach(
                deployment -> latest.putIfAbsent(deployment.getResult().getTarget(), deployment));
        return latest.values();
    }

    private static Iterable<? extends Run<?, ?>> lastBuilds(Job<?, ?> job, int count) {
        RunList<? extends Run<?, ?>> builds = job.getBuilds();
        return builds.limit(count);
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
        return job.hasPermission(FlinkPermissions.VIEW) ? "symbol-rocket-outline plugin-ionicons-api" : null;
    }

    @Override
    public String getDisplayName() {
        return Messages.FlinkDeployAction_displayName();
    }

    @Override
    public String getUrlName() {
        return "flink-deployments";
    }

    /** A deployment and the build that made it. */
    public static final class BuildDeployment {
        private static final int SECOND = "20261123-021500".length();

        private final Run<?, ?> run;
        private final DeployResult result;

        BuildDeployment(Run<?, ?> run, DeployResult result) {
            this.run = run;
            this.result = result;
        }

        /** When it was asked for, to the second, as its id begins. */
        private String second() {
            return result.getId().substring(0, Math.min(SECOND, result.getId().length()));
        }

        public Run<?, ?> getRun() {
            return run;
        }

        public DeployResult getResult() {
            return result;
        }
    }

    /** Gives the page to jobs that deploy. */
    @Extension
    @SuppressWarnings("rawtypes") // the extension point's own type
    public static final class Factory extends TransientActionFactory<Job> {
        @Override
        public Class<Job> type() {
            return Job.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return JobDeployments.class;
        }

        @Override
        public Collection<? extends Action> createFor(Job target) {
            Job<?, ?> job = target;
            return deploys(job) ? List.of(of(job)) : List.of();
        }
    }
}
