package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Deployment;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Rendering;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flink-deploy resume}. */
@Command(
        name = "resume",
        description = "Goes on with a deployment whose command line was ended.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0, 1, 2, 3, 4, 130:as for deploy"})
final class ResumeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "The deployment's id, as deploy printed it.")
    private String id;

    @Mixin
    private FileOptions files = new FileOptions();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private RunOptions run = new RunOptions();

    @Override
    public Integer call() {
        Deployment saved = run.store().read(id);
        run.store().readCall(id).ifPresent(call -> {
            files.orElse(call);
            target.orElse(call);
        });
        if (saved.prepared().isPresent()) {
            return run.resume(spec, saved, target.connection());
        }
        if (saved.order().revision().isPresent()) {
            return run.rollBack(spec, List.of(saved), target.connection());
        }
        // The file is needed only when the image was not built yet.
        ClusterDefinition cluster = files.chooseAll(files.read(spec)).stream()
                .filter(candidate ->
                        Rendering.describes(candidate, saved.order().resource()))
                .findFirst()
                .orElseThrow(() -> new UserException(
                        files.file() + " does not describe " + saved.order().resource() + ".",
                        "Nothing was built or changed.",
                        "Name the file, and the environment, that describe it: --file, --environment."));
        return run.run(spec, List.of(saved), target.connection(), cluster, files.root());
    }
}
