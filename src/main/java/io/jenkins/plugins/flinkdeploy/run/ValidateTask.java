package io.jenkins.plugins.flinkdeploy.run;

import io.jenkins.plugins.flinkdeploy.engine.definition.Definition;
import io.jenkins.plugins.flinkdeploy.engine.definition.NamedSource;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Checks a cluster file. Needs no cluster. */
public final class ValidateTask implements RunTask<ValidationResult> {
    private static final long serialVersionUID = 1L;

    private final FileParameters parameters;

    public ValidateTask(FileParameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public ValidationResult work(RunFront front) throws IOException, InterruptedException {
        front.label(Messages.ValidateTask_label(parameters.getFile()));
        Origin origin = Origin.of(front.run(), front.environment(), Optional.empty());
        List<NamedSource> sources = new WorkspaceFiles(front.workspace()).read(parameters);
        Definition definition = ReadFile.read(sources, origin.service(), front);
        if (parameters.getCluster() != null) {
            Assignment.choose(definition, Optional.of(parameters.getCluster()), parameters.getFile());
        }
        ValidationResult result = new ValidationResult(parameters.getFile(), definition);
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
        return Messages.ValidateTask_status(parameters.getFile());
    }
}
