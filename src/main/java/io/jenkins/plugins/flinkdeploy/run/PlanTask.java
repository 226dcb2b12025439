package io.jenkins.plugins.flinkdeploy.run;

import hudson.AbortException;
import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.Definition;
import io.jenkins.plugins.flinkdeploy.engine.definition.NamedSource;
import java.io.IOException;
import java.util.List;
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
        List<NamedSource> sources = new WorkspaceFiles(front.workspace()).read(parameters);
        Definition definition = ReadFile.read(sources, origin.service(), front);
        List<ClusterDefinition> clusters = parameters.getCluster() == null
                ? definition.inOrder()
                : List.of(Assignment.choose(definition, Optional.of(parameters.getCluster()), parameters.getFile()));
        return new RunPlan(parameters, front, origin).make(definition.service(), clusters);
    }

    @Override
    public String status() {
        return Messages.PlanTask_status(parameters.getFile());
    }
}
