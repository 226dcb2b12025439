package io.jenkins.plugins.flinkdeploy.run;

/** Takes savepoints of running jobs, which go on running. */
public final class SavepointTask implements ResumableTask<SavepointResult> {
    private static final long serialVersionUID = 1L;

    private final SavepointParameters parameters;

    public SavepointTask(SavepointParameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public Waiting<SavepointResult> begin(DeployFront front) {
        return RunSavepoint.begin(parameters, front);
    }

    @Override
    public Waiting<SavepointResult> resume(String state, DeployFront front) {
        return RunSavepoint.resume(state, front);
    }
}
