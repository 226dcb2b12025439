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

/** {@code flink-deploy start}. */
@Command(
        name = "start",
        description = {
            "Starts what was stopped, from the state in which it was stopped, and waits until it is healthy.",
            "What runs already is left alone."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything is healthy, or a dry run that would be taken",
            "1:at least one did not become healthy, or has no state to start from",
            "2:the command line or a file is wrong, or it does not exist; nothing was changed",
            "130:ended by a person; what was asked of the operator goes on"
        })
final class StartCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ControlOptions control = new ControlOptions();

    @Option(
            names = "--restore-from",
            paramLabel = "SAVEPOINT",
            description = {
                "Start from this savepoint (a path, or the number of the revision that it belongs to) instead of the state",
                "in which the job was stopped."
            })
    private Optional<String> restoreFrom = Optional.empty();

    @Option(names = "--force", description = "Start a job empty when there is no state to start it from.")
    private boolean force;

    @Option(
            names = "--soak",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "How long it must stay healthy.")
    private Optional<Duration> soak = Optional.empty();

    @Override
    public Integer call() {
        return control.run(spec, Control.Action.START, new ControlOptions.State(restoreFrom, force, soak));
    }
}
