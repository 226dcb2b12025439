package io.jenkins.plugins.flinkdeploy.run;

import hudson.AbortException;
import java.io.IOException;
import java.util.Optional;

/** Shows what a deployment would change. Reads the cluster; takes no lock, builds no image and changes nothing. */
public final class PlanTask implements RunTask<PlanResult> {
    private static final long serialVersionUID = 1L;

    private final PlaceParameters parameters;

    public PlanTask(PlaceParameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public PlanResult work(RunFront front) throws IOException, InterruptedException {
        PlanResult result = plan(front);
        front.label(Messages.PlanTask_title(result.getTitle()));
        BuildLogLines lines = BuildLogLines.to(front.listener());
        lines.plain(Messages.PlanTask_title(result.getTitle()));
        result.getText().lines().forEach(lines::plain);
        if (result.isRefused()) {
            throw new AbortException(Messages.PlanTask_refused(result.getTitle()));
        }
        if (result.hasWarnings()) {
            front.warn(Messages.PlanTask_warnings(result.getTitle()));
        }
        return result;
    }

    private PlanResult plan(RunFront front) throws IOException, InterruptedException {
        Origin origin = Origin.of(front.run(), front.environment(), Optional.ofNullable(parameters.getCommit()));
        ChosenFiles files = ChosenFiles.read(parameters, origin.service(), front);
        return new RunPlan(parameters, front, origin).make(ChosenFiles.clusters(files.clustersOrAll()));
    }

    @Override
    public String status() {
        return Messages.PlanTask_status(parameters.named());
    }
}
