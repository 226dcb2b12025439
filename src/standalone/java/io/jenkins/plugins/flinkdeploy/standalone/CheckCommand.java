package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.check.CheckReport;
import io.jenkins.plugins.flinkdeploy.engine.check.CheckText;
import io.jenkins.plugins.flinkdeploy.engine.check.Finding;
import io.jenkins.plugins.flinkdeploy.engine.check.TargetCheck;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flink-deploy check}. */
@Command(
        name = "check",
        description =
                "Says whether a Kubernetes cluster has what deployments need: kinds, operator, namespace, rights.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:deployments will work, perhaps with limits that are listed",
            "1:something is missing",
            "2:the command line or the kubeconfig is wrong"
        })
final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}")
    private Output output;

    @Override
    public Integer call() {
        CheckReport report = TargetCheck.of(target.connection());
        PrintWriter out = spec.commandLine().getOut();
        out.print(output == Output.JSON ? Json.writePretty(report) + System.lineSeparator() : CheckText.write(report));
        out.flush();
        return (report.level() == Finding.Level.MISSING ? ExitCode.FAILED : ExitCode.SUCCESS).code();
    }
}
