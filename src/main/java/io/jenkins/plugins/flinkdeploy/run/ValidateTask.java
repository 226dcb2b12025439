package io.jenkins.plugins.flinkdeploy.run;

import java.io.IOException;
import java.util.Optional;

/** Checks cluster files. Needs no cluster. */
public final class ValidateTask implements RunTask<ValidationResult> {
    private static final long serialVersionUID = 1L;

    private final FileParameters parameters;

    public ValidateTask(FileParameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public ValidationResult work(RunFront front) throws IOException, InterruptedException {
        front.label(Messages.ValidateTask_label(parameters.named()));
        Origin origin = Origin.of(front.run(), front.environment(), Optional.empty());
        ChosenFiles files = ChosenFiles.read(parameters, origin.service(), front);
        // Whether there are clusters of these names.
        files.clustersOrAll();
        ValidationResult result = new ValidationResult(files);
        BuildLogLines.to(front.listener())
                .plain(Messages.ValidateTask_valid(result.getFile(), String.join(", ", result.getResources())));
        if (!result.getWarnings().isEmpty()) {
            front.warn(Messages.ValidateTask_warnings(
                    result.getFile(), result.getWarnings().size()));
        }
        return result;
    }

    @Override
    public String status() {
        return Messages.ValidateTask_status(parameters.named());
    }
}
