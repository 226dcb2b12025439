package io.jenkins.plugins.flinkdeploy.run;

/** Deploys a cluster that a cluster file, or a manifest, describes. */
public final class DeployTask implements ResumableTask<DeployResult> {
    private static final long serialVersionUID = 1L;

    private final DeployParameters parameters;

    public DeployTask(DeployParameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public Waiting<DeployResult> begin(DeployFront front) {
        return RunDeployment.begin(
                (asked, now) -> new DeployPlanner(Targets.of(asked.run())).plan(parameters, asked, now), front);
    }

    @Override
    public Waiting<DeployResult> resume(String state, DeployFront front) {
        return RunDeployment.resume(state, front);
    }
}
