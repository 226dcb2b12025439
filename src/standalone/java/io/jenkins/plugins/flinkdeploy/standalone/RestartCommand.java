package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.deploy.Control;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flink-deploy restart}. */
@Command(
        name = "restart",
        description = {
            "Has the operator stop jobs and start them again with their state, as an upgrade does, and waits until they are healthy.",
            "A session cluster that runs no job is restarted itself."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything is healthy, or a dry run that would be taken",
            "1:at least one did not become healthy",
            "2:the command line or a file is wrong, or it does not exist; nothing was changed",
            "130:ended by a person; what was asked of the operator goes on"
        })
final class RestartCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ControlOptions control = new ControlOptions();

    @Option(
            names = "--soak",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "How long it must stay healthy.")
    private Optional<Duration> soak = Optional.empty();

    @Override
    public Integer call() {
        return control.run(spec, Control.Action.RESTART, new ControlOptions.State(Optional.empty(), false, soak));
    }
}
