package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionReader;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Deployment;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flink-deploy resume}. */
@Command(
        name = "resume",
        description = "Goes on with a deployment whose command line was ended.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0, 1, 2, 3, 130:as for deploy"})
final class ResumeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "The deployment's id, as deploy printed it.")
    private String id;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            defaultValue = "flink.yaml",
            description = "The cluster file, when the image was not built yet. Default: ${DEFAULT-VALUE}.")
    private Path file;

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private RunOptions run = new RunOptions();

    @Override
    public Integer call() {
        Deployment saved = run.store().read(id);
        Path root = FileOptions.directoryOf(file);
        if (saved.prepared().isPresent()) {
            return run.resume(spec, saved, target.connection());
        }
        ClusterDefinition cluster =
                DefinitionReader.read(
                                file, GitCommit.around(root).repositoryName().orElse(""))
                        .clusters()
                        .stream()
                        .filter(candidate -> candidate
                                .resourceName()
                                .equals(saved.order().resource().name()))
                        .findFirst()
                        .orElseThrow(() -> new UserException(
                                file + " does not describe " + saved.order().resource() + ".",
                                "Nothing was built or changed.",
                                "Name the file that the deployment was started with: --file."));
        return run.run(spec, List.of(saved), target.connection(), cluster, root);
    }
}
