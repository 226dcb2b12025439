package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.definition.Definition;
import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionException;
import io.jenkins.plugins.flinkdeploy.engine.definition.Problem;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flink-deploy validate}. */
@Command(
        name = "validate",
        description = "Checks cluster files, or manifests, and tells everything that is wrong. Needs no cluster.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it can be used; there may be warnings", "2:it cannot be used"})
final class ValidateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private FilesOptions files = new FilesOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}")
    private Output output;

    /**
     * The JSON form.
     *
     * @param valid whether the files can be used
     * @param problems what is wrong
     * @param warnings what is doubtful
     * @param resources the resources that they describe, empty when they cannot be used
     */
    record Result(boolean valid, List<Problem> problems, List<Problem> warnings, List<String> resources) {}

    @Override
    public Integer call() {
        Result result = check();
        if (output == Output.JSON) {
            spec.commandLine().getOut().println(Json.writePretty(result));
        } else {
            print(result);
        }
        return (result.valid() ? ExitCode.SUCCESS : ExitCode.BAD_INPUT).code();
    }

    private Result check() {
        try {
            List<Definition> definitions = files.read();
            return new Result(
                    true,
                    List.of(),
                    definitions.stream()
                            .flatMap(definition -> definition.warnings().stream())
                            .toList(),
                    files.chooseAll(definitions).stream()
                            .map(chosen -> chosen.cluster().resourceName())
                            .toList());
        } catch (DefinitionException e) {
            return new Result(false, e.problems(), e.warnings(), List.of());
        }
    }

    private void print(Result result) {
        PrintWriter err = spec.commandLine().getErr();
        result.problems().forEach(problem -> err.println("error: " + problem));
        result.warnings().forEach(warning -> err.println("warning: " + warning));
        if (result.valid()) {
            spec.commandLine()
                    .getOut()
                    .println(files.called() + " can be used: "
                            + result.resources().stream().collect(Collectors.joining(", ")) + ".");
        } else {
            err.println(files.called() + " cannot be used: " + result.problems().size()
                    + (result.problems().size() == 1 ? " problem." : " problems."));
        }
    }
}
