package io.jenkins.plugins.flinkdeploy.run;

import hudson.model.Failure;
import hudson.model.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import jenkins.model.Jenkins;

/** What people had done on the page of a run, in the order of their numbers; kept with the run. One at a time. */
final class RunActivities {
    private final List<FlinkActivity> all = new ArrayList<>();

    synchronized List<FlinkActivity> all() {
        return List.copyOf(all);
    }

    synchronized boolean isUnderWay() {
        return all.stream().anyMatch(FlinkActivity::isUnderWay);
    }

    synchronized void belongTo(Run<?, ?> run) {
        all.forEach(activity -> activity.belongsTo(run));
    }

    /**
     * Begins what the user asks for, and remembers that.
     *
     * @param what on what it works, for people
     * @throws Failure when the build, or another activity, still looks after the deployments
     */
    synchronized FlinkActivity begin(
            Run<?, ?> run, FlinkActivity.Kind kind, String what, Function<DeployFront, Waiting<DeployResult>> work)
            throws IOException {
        if (run.isBuilding() || isUnderWay()) {
            throw new Failure(Messages.RunActivities_busy());
        }
        FlinkActivity activity = new FlinkActivity(
                all.size() + 1, kind, what, Jenkins.getAuthentication2().getName(), run);
        all.add(activity);
        FlinkRunAction.keep(run);
        activity.begin(work);
        return activity;
    }
}
